// The Azure Bot: how Teams knows where the bot is. It holds nothing but names and an address.
// See deploy/azure/README.md.

@description('Name of the Azure Bot, unique in Azure: 2 to 64 letters, digits, - and _.')
@minLength(2)
@maxLength(64)
param name string

@description('What Teams calls it in its administration.')
param displayName string = 'Aizuchi'

@description('MICROSOFT_APP_ID: the Entra app\'s id, or the client id of the managed identity.')
param appId string

@description('MICROSOFT_APP_TENANT_ID: the tenant that it belongs to.')
param appTenantId string = tenant().tenantId

@description('MICROSOFT_APP_TYPE: SingleTenant (secret or certificate) or UserAssignedMSI (managed identity).')
@allowed(['SingleTenant', 'UserAssignedMSI'])
param appType string = 'SingleTenant'

@description('Resource id of the managed identity; empty for SingleTenant.')
param identityResourceId string = ''

@description('PUBLIC_URL: where the world reaches the bot, https and without a slash at its end.')
param publicUrl string

@description('F0 is free of charge; Teams is a standard channel and costs nothing in S1 either.')
@allowed(['F0', 'S1'])
param sku string = 'F0'

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: name
  location: 'global'
  kind: 'azurebot'
  sku: {
    name: sku
  }
  properties: {
    displayName: displayName
    endpoint: '${publicUrl}/api/messages'
    msaAppId: appId
    msaAppTenantId: appTenantId
    msaAppType: appType
    msaAppMSIResourceId: appType == 'UserAssignedMSI' ? identityResourceId : null
    disableLocalAuth: true
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
    }
  }
}

output endpoint string = bot.properties.endpoint
