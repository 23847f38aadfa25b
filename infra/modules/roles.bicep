// What one principal may do, on each resource and no wider. Called for the pipeline's identity and for the developer who deploys.
// A new role can take some ten minutes to count everywhere.

param principalId string
param principalType 'ServicePrincipal' | 'User' | 'Group'
param part 'pipeline' | 'developer'

param hostStorageName string
param lakeStorageName string
param servingStorageName string
param eventHubsName string
param keyVaultName string
param insightsName string

var role = {
  blobOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  blobContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  blobReader: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
  queueContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  tableContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  tableReader: '76199698-9eea-4c19-bc75-cec21354c6b6'
  eventHubsReceiver: 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde'
  eventHubsSender: '2b629674-e913-4c01-ae53-ef4638d8f975'
  secretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
  metricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
}

// Owning blobs does not include queues or tables: each service is granted by itself.
var grants = {
  pipeline: {
    hostStorage: [role.blobOwner, role.queueContributor, role.tableContributor]
    lakeStorage: [role.blobContributor]
    servingStorage: [role.blobContributor, role.tableContributor]
    eventHubs: [role.eventHubsReceiver, role.eventHubsSender] // the HTTP doors send what they take in to the hub
    keyVault: [role.secretsOfficer] // platforms rotate refresh tokens; the new one must be stored before it is used
    insights: [role.metricsPublisher]
  }
  developer: {
    hostStorage: [role.blobReader, role.tableReader] // to see checkpoints and run histories, not to take part
    lakeStorage: [role.blobContributor]
    servingStorage: [role.blobContributor, role.tableContributor]
    eventHubs: [role.eventHubsReceiver, role.eventHubsSender]
    keyVault: [role.secretsOfficer]
    insights: []
  }
}
var granted = grants[part]

resource hostStorage 'Microsoft.Storage/storageAccounts@2025-01-01' existing = { name: hostStorageName }
resource lakeStorage 'Microsoft.Storage/storageAccounts@2025-01-01' existing = { name: lakeStorageName }
resource servingStorage 'Microsoft.Storage/storageAccounts@2025-01-01' existing = { name: servingStorageName }
resource eventHubs 'Microsoft.EventHub/namespaces@2024-01-01' existing = { name: eventHubsName }
resource keyVault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: keyVaultName }
resource insights 'Microsoft.Insights/components@2020-02-02' existing = { name: insightsName }

resource onHostStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for id in granted.hostStorage: {
    scope: hostStorage
    name: guid(hostStorage.id, principalId, id)
    properties: {
      principalId: principalId
      principalType: principalType
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', id)
    }
  }
]

resource onLakeStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for id in granted.lakeStorage: {
    scope: lakeStorage
    name: guid(lakeStorage.id, principalId, id)
    properties: {
      principalId: principalId
      principalType: principalType
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', id)
    }
  }
]

resource onServingStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for id in granted.servingStorage: {
    scope: servingStorage
    name: guid(servingStorage.id, principalId, id)
    properties: {
      principalId: principalId
      principalType: principalType
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', id)
    }
  }
]

resource onEventHubs 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for id in granted.eventHubs: {
    scope: eventHubs
    name: guid(eventHubs.id, principalId, id)
    properties: {
      principalId: principalId
      principalType: principalType
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', id)
    }
  }
]

resource onKeyVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for id in granted.keyVault: {
    scope: keyVault
    name: guid(keyVault.id, principalId, id)
    properties: {
      principalId: principalId
      principalType: principalType
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', id)
    }
  }
]

resource onInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for id in granted.insights: {
    scope: insights
    name: guid(insights.id, principalId, id)
    properties: {
      principalId: principalId
      principalType: principalType
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', id)
    }
  }
]
