# Has Azure look up the app's Key Vault references again. They are looked up when settings are written and then once a day:
# on a first deployment the identity's role may not have counted yet, and a secret may have been set since.
$ErrorActionPreference = 'Stop'
$site = "/subscriptions/$env:AZURE_SUBSCRIPTION_ID/resourceGroups/$env:AZURE_RESOURCE_GROUP/providers/Microsoft.Web/sites/$env:FUNCTION_APP_NAME"

if (Get-Command az -ErrorAction SilentlyContinue) {
    az rest --method post --url "$site/config/configreferences/appsettings/refresh?api-version=2022-03-01" --output none
    if ($LASTEXITCODE -eq 0) {
        Write-Host "Key Vault references of $env:FUNCTION_APP_NAME are being looked up again."
        exit 0
    }
}
[Console]::Error.WriteLine('Could not refresh the Key Vault references (is the Azure CLI there and signed in?); see docs/deploy.md, Secrets.')
exit 1
