#!/bin/sh
# Has Azure look up the app's Key Vault references again. They are looked up when settings are written and then once a day:
# on a first deployment the identity's role may not have counted yet, and a secret may have been set since.
set -eu
site="/subscriptions/$AZURE_SUBSCRIPTION_ID/resourceGroups/$AZURE_RESOURCE_GROUP/providers/Microsoft.Web/sites/$FUNCTION_APP_NAME"

if az rest --method post --url "$site/config/configreferences/appsettings/refresh?api-version=2022-03-01" --output none; then
  echo "Key Vault references of $FUNCTION_APP_NAME are being looked up again."
else
  echo "Could not refresh the Key Vault references (is the Azure CLI there and signed in?); see docs/deploy.md, Secrets." >&2
  exit 1
fi
