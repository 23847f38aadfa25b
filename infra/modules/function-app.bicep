// The pipeline itself: a Flex Consumption plan and the app on it, with every setting the functions read.
// Setting names are a contract with functions/ and host.json; docs/deploy.md explains each, and a test compares them all.

param planName string
param appName string
param location string
param tags { *: string }

param identityId string
param identityClientId string

param hostStorage { blobEndpoint: string, queueEndpoint: string, tableEndpoint: string }
param deploymentContainer string
param lakeBlobEndpoint string
param servingStorage { blobEndpoint: string, tableEndpoint: string }
param eventHub { namespace: string, name: string, consumerGroup: string }
param keyVaultUri string
param insightsConnectionString string

param instanceMemoryMB 512 | 2048 | 4096
param maximumInstanceCount int
param durableAlwaysReady int
param schedules { collect: string, nightly: string, digest: string }
param mail { transport: 'none' | 'smtp', host: string, port: int, from: string, user: string }

@description('Settings whose secrets are in the vault: those that the code knows, and those that mapping files name.')
param secretSettings string[]

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: appName
  location: location
  tags: union(tags, { 'azd-service-name': 'pipeline' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    siteConfig: { minTlsVersion: '1.2' }
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${hostStorage.blobEndpoint}${deploymentContainer}'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        // Nobody wakes a sleeping app for a message in a durable queue as fast as an instance that is there already.
        alwaysReady: durableAlwaysReady > 0 ? [{ name: 'durable', instanceCount: durableAlwaysReady }] : []
      }
    }
  }
}

// No version in the address: the newest is used. A reference that finds no secret reaches the app as this very text,
// so a setting whose secret may be missing stays empty instead.
func secret(vault string, name string) string => '@Microsoft.KeyVault(SecretUri=${vault}secrets/${name}/)'
func optional(vault string, held string[], setting string) string => contains(held, setting) ? secret(vault, replace(replace(setting, '__', '-'), '_', '-')) : ''

var mappedSettings = toObject(secretSettings, setting => setting, setting => optional(keyVaultUri, secretSettings, setting))

resource settings 'Microsoft.Web/sites/config@2024-11-01' = {
  parent: app
  name: 'appsettings'
  properties: union(mappedSettings, {
    AZURE_CLIENT_ID: identityClientId
    APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'

    AzureWebJobsStorage__blobServiceUri: hostStorage.blobEndpoint
    AzureWebJobsStorage__queueServiceUri: hostStorage.queueEndpoint
    AzureWebJobsStorage__tableServiceUri: hostStorage.tableEndpoint
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identityClientId

    LakeStorage__blobServiceUri: lakeBlobEndpoint
    LakeStorage__credential: 'managedidentity'
    LakeStorage__clientId: identityClientId

    ServingStorage__blobServiceUri: servingStorage.blobEndpoint
    ServingStorage__tableServiceUri: servingStorage.tableEndpoint
    ServingStorage__credential: 'managedidentity'
    ServingStorage__clientId: identityClientId

    EventHubConnection__fullyQualifiedNamespace: eventHub.namespace
    EventHubConnection__credential: 'managedidentity'
    EventHubConnection__clientId: identityClientId
    EventHubName: eventHub.name
    EventHubConsumerGroup: eventHub.consumerGroup

    TaskHubName: 'pinstitch'
    CollectSchedule: schedules.collect
    NightlySchedule: schedules.nightly
    DigestSchedule: schedules.digest

    KeyVault__Uri: keyVaultUri
    Identity__Pepper: secret(keyVaultUri, 'identity-pepper')
    Shopify__WebhookSecret: optional(keyVaultUri, secretSettings, 'Shopify__WebhookSecret')
    WooCommerce__WebhookSecret: optional(keyVaultUri, secretSettings, 'WooCommerce__WebhookSecret')
    Stripe__WebhookSecret: optional(keyVaultUri, secretSettings, 'Stripe__WebhookSecret')
    HubSpot__ClientSecret: optional(keyVaultUri, secretSettings, 'HubSpot__ClientSecret')
    HUBSPOT_TOKEN: optional(keyVaultUri, secretSettings, 'HUBSPOT_TOKEN')
    Collector__SiteKeySecret: optional(keyVaultUri, secretSettings, 'Collector__SiteKeySecret')
    Identity__FormerPepper: optional(keyVaultUri, secretSettings, 'Identity__FormerPepper')
    Shopify__FormerWebhookSecret: optional(keyVaultUri, secretSettings, 'Shopify__FormerWebhookSecret')
    WooCommerce__FormerWebhookSecret: optional(keyVaultUri, secretSettings, 'WooCommerce__FormerWebhookSecret')
    Stripe__FormerWebhookSecret: optional(keyVaultUri, secretSettings, 'Stripe__FormerWebhookSecret')
    HubSpot__FormerClientSecret: optional(keyVaultUri, secretSettings, 'HubSpot__FormerClientSecret')
    Collector__FormerSiteKeySecret: optional(keyVaultUri, secretSettings, 'Collector__FormerSiteKeySecret')

    Mail__Transport: mail.transport
    Mail__Host: mail.host
    Mail__Port: string(mail.port)
    Mail__From: mail.from
    Mail__User: mail.user
    Mail__Password: optional(keyVaultUri, secretSettings, 'Mail__Password')
  })
}

// Code is published with a Microsoft Entra token; a publishing user and password would be one more key.
resource noPublishingPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = {
  parent: app
  name: 'scm'
  dependsOn: [settings] // two changes of one site at a time can collide
  properties: { allow: false }
}

output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
