// The way in for events: one namespace, one hub, a consumer group for landing and a spare one for people who look.

param name string
param location string
param tags { *: string }
param hubName string

@description('Cannot be changed later on the Standard tier; it also caps how many instances land events at once.')
@minValue(1)
@maxValue(32)
param partitionCount int

@description('Up to how many throughput units the namespace grows by itself: 1 MB/s or 1,000 events/s in, each.')
@minValue(1)
@maxValue(40)
param maximumThroughputUnits int

param consumerGroups string[]

resource namespace 'Microsoft.EventHub/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: 'Standard'
    tier: 'Standard'
    capacity: 1
  }
  properties: {
    // Auto-inflate refuses a maximum of one: there is nothing to inflate to.
    isAutoInflateEnabled: maximumThroughputUnits > 1
    maximumThroughputUnits: maximumThroughputUnits > 1 ? maximumThroughputUnits : 0
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: 'Enabled'
  }
}

resource hub 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' = {
  parent: namespace
  name: hubName
  properties: {
    partitionCount: partitionCount
    // The most that Standard keeps: this is how long landing may stand still before an event is lost.
    messageRetentionInDays: 7
  }
}

@batchSize(1) // the namespace refuses changes that arrive while another one is under way
resource groups 'Microsoft.EventHub/namespaces/eventhubs/consumergroups@2024-01-01' = [
  for group in consumerGroups: {
    parent: hub
    name: group
  }
]

output name string = namespace.name
output hubName string = hub.name
output fullyQualifiedNamespace string = split(split(namespace.properties.serviceBusEndpoint, '//')[1], ':')[0]
