// The bot as a container app, with a managed identity and its secrets out of sight of whoever reads its settings.
// See deploy/azure/README.md.

@description('Name of the container app: small letters, digits and -.')
@minLength(2)
@maxLength(32)
param name string

@description('Where it stands.')
param location string = resourceGroup().location

@description('The image, with its tag or digest, from a registry that lets the identity pull.')
param image string

@description('Server of a private registry, like contoso.azurecr.io; empty for a public image.')
param registryServer string = ''

@description('MICROSOFT_APP_TYPE: UserAssignedMSI needs no secret, SingleTenant needs appPassword.')
@allowed(['SingleTenant', 'UserAssignedMSI'])
param appType string = 'UserAssignedMSI'

@description('MICROSOFT_APP_ID for SingleTenant; with UserAssignedMSI it is the identity made here.')
param appId string = ''

@description('MICROSOFT_APP_PASSWORD for SingleTenant; empty with UserAssignedMSI.')
@secure()
param appPassword string = ''

@description('MICROSOFT_APP_TENANT_ID.')
param appTenantId string = tenant().tenantId

@description('DATABASE_URL: postgresql://user:password@host/aizuchi?sslmode=verify-full')
@secure()
param databaseUrl string

@description('GRAPH_NOTIFICATION_SECRET: 16 to 128 letters, digits and signs.')
@secure()
@minLength(16)
@maxLength(128)
param graphNotificationSecret string

@description('PUBLIC_URL; empty: the address that Azure gives the container app.')
param publicUrl string = ''

@description('OAUTH_CONNECTION of the Azure Bot; empty: members do things in their own name in Teams.')
param oauthConnection string = ''

@description('How many equal processes run at least.')
@minValue(1)
param replicasAtLeast int = 2

@description('How many equal processes run at most.')
@minValue(1)
param replicasAtMost int = 4

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: 30
  }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${name}-environment'
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
  }
}

var isManaged = appType == 'UserAssignedMSI'
var botId = isManaged ? identity.properties.clientId : appId
var address = empty(publicUrl) ? 'https://${name}.${environment.properties.defaultDomain}' : publicUrl
var registries = empty(registryServer) ? [] : [
  {
    server: registryServer
    identity: identity.id
  }
]
var secrets = concat([
  {
    name: 'database-url'
    value: databaseUrl
  }
  {
    name: 'graph-notification-secret'
    value: graphNotificationSecret
  }
], isManaged ? [] : [
  {
    name: 'app-password'
    value: appPassword
  }
])
var settings = concat([
  {
    name: 'HOST'
    value: '0.0.0.0'
  }
  {
    name: 'PORT'
    value: '3978'
  }
  {
    name: 'LOG_FORMAT'
    value: 'json'
  }
  {
    name: 'PUBLIC_URL'
    value: address
  }
  {
    name: 'MICROSOFT_APP_TYPE'
    value: appType
  }
  {
    name: 'MICROSOFT_APP_ID'
    value: botId
  }
  {
    name: 'MICROSOFT_APP_TENANT_ID'
    value: appTenantId
  }
  {
    name: 'DATABASE_URL'
    secretRef: 'database-url'
  }
  {
    name: 'GRAPH_NOTIFICATION_SECRET'
    secretRef: 'graph-notification-secret'
  }
  {
    name: 'OAUTH_CONNECTION'
    value: oauthConnection
  }
], isManaged ? [] : [
  {
    name: 'MICROSOFT_APP_PASSWORD'
    secretRef: 'app-password'
  }
])

// The tables, before each roll-out: az containerapp job start --name NAME-migrate --resource-group GROUP
resource migrate 'Microsoft.App/jobs@2024-03-01' = {
  name: '${name}-migrate'
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    environmentId: environment.id
    configuration: {
      triggerType: 'Manual'
      replicaTimeout: 600
      replicaRetryLimit: 1
      manualTriggerConfig: {
        parallelism: 1
        replicaCompletionCount: 1
      }
      registries: registries
      secrets: secrets
    }
    template: {
      containers: [
        {
          name: 'migrate'
          image: image
          command: ['python', 'app.py', 'migrate']
          env: settings
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
        }
      ]
    }
  }
}

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    environmentId: environment.id
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: 3978
        transport: 'http'
        allowInsecure: false
      }
      registries: registries
      secrets: secrets
    }
    template: {
      terminationGracePeriodSeconds: 30
      containers: [
        {
          name: 'aizuchi'
          image: image
          command: ['python', 'app.py']
          env: settings
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
          probes: [
            {
              type: 'Liveness'
              httpGet: {
                path: '/healthz'
                port: 3978
              }
              periodSeconds: 10
            }
            {
              type: 'Readiness'
              httpGet: {
                path: '/readyz'
                port: 3978
              }
              periodSeconds: 5
            }
          ]
        }
      ]
      scale: {
        minReplicas: replicasAtLeast
        maxReplicas: replicasAtMost
      }
    }
  }
}

output botId string = botId
output identityResourceId string = identity.id
output publicUrl string = address
