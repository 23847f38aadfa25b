// Secrets: what platforms, shops and mail servers gave us, and the pepper that this deployment made for itself.

param name string
param location string
param tags { *: string }

@secure()
@description('What identifiers are hashed with, should the vault not have it yet.')
param newPepper string

@secure()
@description('Secrets to store, by the setting that uses them.')
param secrets { *: string }

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: { family: 'A', name: 'standard' }
    tenantId: subscription().tenantId
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    // Without the pepper no new event can be joined to an old person: nobody may destroy it for good.
    enablePurgeProtection: true
    publicNetworkAccess: 'Enabled'
  }
}

// Written once: on later deployments Azure finds the secret there and leaves it alone, whatever value is offered.
@onlyIfNotExists()
resource pepper 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
  parent: vault
  name: 'identity-pepper'
  properties: {
    value: newPepper
    contentType: 'made by the first deployment; a new version would cut every person off from their past'
  }
}

resource stored 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = [for item in items(secrets): {
  parent: vault
  name: replace(replace(item.key, '__', '-'), '_', '-')
  properties: { value: item.value }
}]

output name string = vault.name
output uri string = vault.properties.vaultUri
