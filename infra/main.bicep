// Everything that `azd up` makes in a subscription, in the order in which one thing needs another. docs/deploy.md explains it.
targetScope = 'subscription'

@description('Name of the azd environment; resource names are made from it.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('Region of every resource; it must offer Flex Consumption.')
@metadata({ azd: { type: 'location' } })
param location string

@description('Object id of whoever deploys: gets roles on the data. Empty: nobody does.')
param principalId string = ''
param principalType 'User' | 'Group' | 'ServicePrincipal' = 'User'

@description('Copies kept of every blob and table, for all three accounts.')
param storageSku 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GRS' | 'Standard_GZRS' = 'Standard_LRS'

@description('Account keys open the serving account. Off: Power BI\'s Table Storage connector cannot sign in with a key any more.')
param servingSharedKeyAccess bool = true

@description('Partitions of the hub; cannot be changed later. 4 to 8 for a small business, 16 to 32 for a large one.')
param eventHubPartitions int = 4

@description('Throughput units up to which the namespace grows by itself.')
param eventHubMaximumThroughputUnits int = 4

@description('Memory of one instance in MB. An activity of the nightly run may take up to 1.5 GB.')
param instanceMemoryMB 512 | 2048 | 4096 = 2048

@description('Most instances of one scaling group. Bounds what a flood of events can cost.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Instances always kept running for durable work. 0 is cheaper, and starts the nightly run later.')
@minValue(0)
param durableAlwaysReady int = 1

@description('When platform reports are pulled: six-field NCRONTAB, UTC, as all schedules.')
param collectSchedule string = '0 7 * * * *'

@description('When the nightly run starts.')
param nightlySchedule string = '0 30 3 * * *'

@description('How often it is asked which teams are due a digest; when a team is due is in config/measurement.json.')
param digestSchedule string = '0 0 * * * *'

@description('How digests leave: not at all, or by an SMTP server.')
param mailTransport 'none' | 'smtp' = 'none'
param mailHost string = ''
param mailPort int = 587
param mailFrom string = ''
param mailUser string = ''

@secure()
@description('Secrets by the setting that uses them; what has a value is stored in the vault. Empty: not used, or in the vault already.')
param secrets {
  Shopify__WebhookSecret: string
  WooCommerce__WebhookSecret: string
  Stripe__WebhookSecret: string
  HubSpot__ClientSecret: string
  HUBSPOT_TOKEN: string
  Collector__SiteKeySecret: string
  Mail__Password: string
  Identity__FormerPepper: string
  Shopify__FormerWebhookSecret: string
  WooCommerce__FormerWebhookSecret: string
  Stripe__FormerWebhookSecret: string
  HubSpot__FormerClientSecret: string
  Collector__FormerSiteKeySecret: string
}

@secure()
@description('The same for the secrets that mapping files name: SETTING=secret, semicolons between them.')
param mappedWebhookSecrets string = ''

@description('Settings whose secrets the vault holds already, put there by hand; commas between them.')
param heldSettings string = ''

@description('GB of logs a day after which ingestion stops until tomorrow.')
@minValue(1)
param logDailyCapGb int = 1

@secure()
@description('Used by the first deployment only (modules/key-vault.bicep); leave it to its default.')
param newPepper string = '${newGuid()}${newGuid()}'

var abbreviations = loadJsonContent('abbreviations.json')
var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }

var mapped = toObject(filter(split(mappedWebhookSecrets, ';'), pair => contains(pair, '=')), pair => trim(split(pair, '=')[0]), pair => substring(pair, indexOf(pair, '=') + 1))
var given = filter(items(union(secrets, mapped)), item => !empty(item.value))
var secretSettings = union(map(given, item => item.key), filter(split(replace(heldSettings, ' ', ''), ','), name => !empty(name)))

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: '${abbreviations.resourceGroup}${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: {
    name: '${abbreviations.identity}${token}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    workspaceName: '${abbreviations.logWorkspace}${token}'
    insightsName: '${abbreviations.insights}${token}'
    location: location
    tags: tags
    dailyCapGb: logDailyCapGb
  }
}

module hostStorage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: '${abbreviations.storage}host${token}'
    location: location
    tags: tags
    sku: storageSku
    containers: [deploymentContainer]
  }
}
var deploymentContainer = 'deployment'

module lakeStorage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: '${abbreviations.storage}lake${token}'
    location: location
    tags: tags
    sku: storageSku
    containers: ['raw', 'reports', 'events', 'rejected', 'identity', 'journeys', 'credit', 'runs']
    coolContainers: ['raw'] // read once when it arrives, then only by a replay
    softDeleteDays: 7
  }
}

module servingStorage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: '${abbreviations.storage}serving${token}'
    location: location
    tags: tags
    sku: storageSku
    containers: ['marts', 'dashboard']
    allowSharedKeyAccess: servingSharedKeyAccess
    softDeleteDays: 7 // its key is in other hands
  }
}

module eventHubs 'modules/event-hubs.bicep' = {
  scope: group
  params: {
    name: '${abbreviations.eventHubsNamespace}${token}'
    location: location
    tags: tags
    hubName: 'events'
    partitionCount: eventHubPartitions
    maximumThroughputUnits: eventHubMaximumThroughputUnits
    consumerGroups: [landingConsumerGroup, 'inspect']
  }
}
var landingConsumerGroup = 'landing'

module keyVault 'modules/key-vault.bicep' = {
  scope: group
  params: {
    name: '${abbreviations.keyVault}${token}'
    location: location
    tags: tags
    newPepper: newPepper
    secrets: toObject(given, item => item.key, item => item.value)
  }
}

module pipelineRoles 'modules/roles.bicep' = {
  scope: group
  params: {
    principalId: identity.outputs.principalId
    principalType: 'ServicePrincipal'
    part: 'pipeline'
    hostStorageName: hostStorage.outputs.name
    lakeStorageName: lakeStorage.outputs.name
    servingStorageName: servingStorage.outputs.name
    eventHubsName: eventHubs.outputs.name
    keyVaultName: keyVault.outputs.name
    insightsName: monitoring.outputs.insightsName
  }
}

module developerRoles 'modules/roles.bicep' = if (!empty(principalId)) {
  scope: group
  params: {
    principalId: principalId
    principalType: principalType
    part: 'developer'
    hostStorageName: hostStorage.outputs.name
    lakeStorageName: lakeStorage.outputs.name
    servingStorageName: servingStorage.outputs.name
    eventHubsName: eventHubs.outputs.name
    keyVaultName: keyVault.outputs.name
    insightsName: monitoring.outputs.insightsName
  }
}

module functionApp 'modules/function-app.bicep' = {
  scope: group
  // The app reads its package, its secrets and its storage by these roles from its first second on.
  dependsOn: [pipelineRoles]
  params: {
    planName: '${abbreviations.functionPlan}${token}'
    appName: '${abbreviations.functionApp}${token}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    hostStorage: {
      blobEndpoint: hostStorage.outputs.blobEndpoint
      queueEndpoint: hostStorage.outputs.queueEndpoint
      tableEndpoint: hostStorage.outputs.tableEndpoint
    }
    deploymentContainer: deploymentContainer
    lakeBlobEndpoint: lakeStorage.outputs.blobEndpoint
    servingStorage: {
      blobEndpoint: servingStorage.outputs.blobEndpoint
      tableEndpoint: servingStorage.outputs.tableEndpoint
    }
    eventHub: {
      namespace: eventHubs.outputs.fullyQualifiedNamespace
      name: eventHubs.outputs.hubName
      consumerGroup: landingConsumerGroup
    }
    keyVaultUri: keyVault.outputs.uri
    insightsConnectionString: monitoring.outputs.connectionString
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    durableAlwaysReady: durableAlwaysReady
    schedules: { collect: collectSchedule, nightly: nightlySchedule, digest: digestSchedule }
    mail: { transport: mailTransport, host: mailHost, port: mailPort, from: mailFrom, user: mailUser }
    secretSettings: secretSettings
  }
}

// azd keeps these as values of its environment: `azd env get-values`.
output AZURE_LOCATION string = location
output AZURE_TENANT_ID string = tenant().tenantId
output AZURE_RESOURCE_GROUP string = group.name
output FUNCTION_APP_NAME string = functionApp.outputs.name
output FUNCTION_APP_URL string = functionApp.outputs.url
output LAKE_BLOB_ENDPOINT string = lakeStorage.outputs.blobEndpoint
output SERVING_STORAGE_NAME string = servingStorage.outputs.name
output SERVING_BLOB_ENDPOINT string = servingStorage.outputs.blobEndpoint
output SERVING_TABLE_ENDPOINT string = servingStorage.outputs.tableEndpoint
output EVENT_HUBS_NAMESPACE string = eventHubs.outputs.fullyQualifiedNamespace
output EVENT_HUB_NAME string = eventHubs.outputs.hubName
output KEY_VAULT_NAME string = keyVault.outputs.name
output KEY_VAULT_URI string = keyVault.outputs.uri
output APPLICATION_INSIGHTS_NAME string = monitoring.outputs.insightsName
