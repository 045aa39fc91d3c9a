// A PostgreSQL server with the one database that the bot needs.
// See deploy/azure/README.md.

@description('Name of the server, unique in Azure: small letters, digits and -.')
@minLength(3)
@maxLength(63)
param name string

@description('Where it stands: where the company\'s data may lie.')
param location string = resourceGroup().location

@description('Who owns the database, as DATABASE_URL names them.')
param administratorLogin string = 'aizuchi'

@description('Their password: letters and digits alone, so that it stands in DATABASE_URL as it is.')
@secure()
@minLength(20)
param administratorPassword string

@description('The smallest is enough for some thousand posts a day.')
param skuName string = 'Standard_B1ms'

@description('Days for which backups are kept.')
@minValue(7)
@maxValue(35)
param backupDays int = 14

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: name
  location: location
  sku: {
    name: skuName
    tier: startsWith(skuName, 'Standard_B') ? 'Burstable' : 'GeneralPurpose'
  }
  properties: {
    version: '16'
    administratorLogin: administratorLogin
    administratorLoginPassword: administratorPassword
    storage: {
      storageSizeGB: 32
      autoGrow: 'Enabled'
    }
    backup: {
      backupRetentionDays: backupDays
      geoRedundantBackup: 'Disabled'
    }
    highAvailability: {
      mode: 'Disabled'
    }
  }
}

resource aizuchi 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = {
  parent: server
  name: 'aizuchi'
  properties: {
    charset: 'UTF8'
    collation: 'en_US.utf8'
  }
}

// Azure's own services, the container app among them. Others are kept out; see the README for a private network.
resource fromAzure 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2024-08-01' = {
  parent: server
  name: 'azure-services'
  properties: {
    startIpAddress: '0.0.0.0'
    endIpAddress: '0.0.0.0'
  }
}

output host string = server.properties.fullyQualifiedDomainName
output database string = aizuchi.name
