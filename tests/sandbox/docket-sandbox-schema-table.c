/* The objects of the Atera API v3, as its description of June 2026 gives them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-schema-table.h"

const DocketSandboxSchema docket_sandbox_schemas[] = {
  { "AccountInfoResponse",
    "AccountID string?, Country string?, CompanyName string?, CreatedOn string?, "
    "State string?, TimeZoneName string?, City string?, Address string?, "
    "PostalCode string?, Phone string?, IsITDepartment boolean, Plan string?" },
  { "AddCommentToTicketModel",
    "CommentText string?, CommentTimestampUTC date-time?, "
    "TechnicianCommentDetails TechnicianCommentDetails, "
    "EnduserCommentDetails EnduserCommentDetails" },
  { "AddTicketRelationModel", "RelatedTicketId int64, RelationType RelationType" },
  { "BlockHoursContractDto",
    "HoursIncluded double?, PricePerHour RateDto, OverageRate RateDto, "
    "CommitRollover boolean, BillingPeriod ContractBillingPeriodOptions" },
  { "BlockMoneyContractDto",
    "Amount double?, ContractAmount RateDto, PrimaryRate RateDto, "
    "AdditionalRates [RateDto]?, CommitRollover boolean, "
    "BillingPeriod ContractBillingPeriodOptions" },
  { "ContactDto",
    "EndUserID int64?, CustomerID int64?, CustomerName string?, Firstname string?, "
    "Lastname string?, JobTitle string?, Email string?, Phone string?, "
    "MobilePhone string?, IsContactPerson boolean?, InIgnoreMode boolean?, "
    "CreatedOn date-time?, LastModified date-time?, Archived boolean?, "
    "DepartmentID int64?, DepartmentName string?, DefaultAgentId int64?" },
  { "ContactDtoPagedResult",
    "items [ContactDto]?, page int32, itemsInPage int32, totalItemCount int32, "
    "totalPages int32, prevLink string?, nextLink string?" },
  { "ContactSortBy", "= Creation LastModified" },
  { "ContractBillingPeriodOptions",
    "= EndOfContractDuration Weekly BiWeekly Monthly Quarterly TwiceAYear Yearly OnDemand" },
  { "ContractDto",
    "CustomerID int64, CustomerName string?, ContractID int64, ContractName string?, "
    "ContractType ContractTypeOptions, Active boolean, Default boolean, Taxable boolean, "
    "StartDate date-time?, EndDate date-time?, "
    "RetainerFlatFeeContract RetainerFlatFeeContractDto, HourlyContract HourlyContractDto, "
    "BlockHoursContract BlockHoursContractDto, BlockMoneyContract BlockMoneyContractDto, "
    "RemoteMonitoringContract RemoteMonitoringContractDto, "
    "OnlineBackupContract OnlineBackupContractDto, "
    "ProjectOneTimeFeeContract ProjectOneTimeFeeContractDto, "
    "ProjectHourlyRateContract ProjectHourlyRateContractDto" },
  { "ContractDtoPagedResult",
    "items [ContractDto]?, page int32, itemsInPage int32, totalItemCount int32, "
    "totalPages int32, prevLink string?, nextLink string?" },
  { "ContractMonitoredByOptions",
    ""
    "= PCAgents ServerAgents OtherDevices AgentsOnly All PCsTotalGB ServersTotalGB TotalGB "
    "MacAgents" },
  { "ContractTypeOptions",
    ""
    "= RetainerFlatFee BlockHours Hourly RemoteMonitoring BlockMoney ProjectOneTimeFee "
    "ProjectHourlyRate OnlineBackup" },
  { "CreateBlockHoursContractDto",
    "BillingPeriod ContractBillingPeriodOptions, HoursIncluded double?, "
    "CommitRollover boolean, HourlyRateID int32, OverageRateID int32?" },
  { "CreateBlockMoneyContractDto",
    "ContractAmountRateID int32, BillingPeriod ContractBillingPeriodOptions, "
    "CommitRollover boolean, HourlyRateID int32, OverageRateID int32?" },
  { "CreateContactRequest",
    "Email string!, CustomerID int64?, CustomerName string?, Firstname string?, "
    "Lastname string?, JobTitle string?, Phone string?, MobilePhone string?, "
    "IsContactPerson boolean?, InIgnoreMode boolean?, CreatedOn date-time?, "
    "DepartmentID int64?, DepartmentName string?, DefaultAgentId int64?" },
  { "CreateContractDto",
    "ContractName string?, SLAId int64, CustomerID int64, Default boolean, "
    "StartDate date-time?, EndDate date-time?, Active boolean, Taxable boolean, "
    "TaxId int32?, ContractType ContractTypeOptions, Notes string?, "
    "RetainerFlatFeeContract CreateRetainerFlatFeeContractDto, "
    "HourlyContract CreateHourlyContractDto, "
    "BlockHoursContract CreateBlockHoursContractDto, "
    "BlockMoneyContract CreateBlockMoneyContractDto, "
    "RemoteMonitoringContract CreateRemoteMonitoringContractDto, "
    "OnlineBackupContract CreateOnlineBackupContractDto, "
    "ProjectOneTimeFeeContract CreateProjectOneTimeFeeContractDto, "
    "ProjectHourlyRateContract CreateProjectHourlyRateContractDto" },
  { "CreateCustomerAttachmentRequest", "CustomerId int64, Name string?, ContentBased64 string?" },
  { "CreateCustomerRequest",
    "CustomerName string?, CreatedOn date-time?, BusinessNumber string?, Domain string?, "
    "Address string?, City string?, State string?, Country string?, Phone string?, "
    "Fax string?, Notes string?, Links string?, Longitude double?, Latitude double?, "
    "ZipCodeStr string?" },
  { "CreateFolderRequest", "Name string?, CustomerId int64, ThresholdId int64?" },
  { "CreateHourlyContractDto",
    "HourlyRateID int32, AdditionalRateIDs [int32]?, "
    "BillingPeriod ContractBillingPeriodOptions" },
  { "CreateOnlineBackupContractDto",
    "CountBy ContractMonitoredByOptions, BillingPeriod ContractBillingPeriodOptions, "
    "PerGBRateID int32" },
  { "CreateProjectHourlyRateContractDto", "TotalAmountRateId int32, AdditionalRateIDs [int32]?" },
  { "CreateProjectOneTimeFeeContractDto", "TotalAmountRateId int32" },
  { "CreateRateRequest", "Description string?, Amount double, SKU string?, Category string?" },
  { "CreateRemoteMonitoringContractDto",
    "CountBy ContractMonitoredByOptions, BillingPeriod ContractBillingPeriodOptions, "
    "PerDeviceRateID int32" },
  { "CreateRetainerFlatFeeContractDto",
    "RateID int32, Quantity double?, BillingPeriod ContractBillingPeriodOptions" },
  { "CreateTicketModel",
    "TicketTitle string?, Description string?, TicketPriority TicketPriorityOptions, "
    "TicketImpact TicketsImpactOptions, TicketStatus string?, "
    "TicketType TicketTypesForAPI, EndUserID int64?, EndUserFirstName string?, "
    "EndUserLastName string?, EndUserEmail string?, EndUserPhone string?, "
    "TechnicianContactID int64?, TechnicianEmail string?" },
  { "CreateWorkHoursModel",
    "StartWorkHour date-time, EndWorkHour date-time, TechnicianContactID int64?, "
    "TechnicianEmail string?, Billiable boolean, OnCustomerSite boolean, "
    "Description string?, RateID int32?" },
  { "CustomFieldDataTypeDto", "= Text Boolean Numeric Date Options OptionsWithDependencies" },
  { "CustomFieldDto",
    "Name string?, DataType CustomFieldDataTypeDto, Target CustomFieldTargetDto, "
    "PossibleValues [OptionFieldValues]?, ParentAttributeName string?" },
  { "CustomFieldTargetDto",
    ""
    "= Customer Ticket Contact Contract SLA Agent SNMPDevice TCPDevice HTTPDevice GenericDevice" },
  { "CustomValueDto",
    "ItemId int64, Id uuid, FieldName string?, ValueAsString string?, "
    "ValueAsDecimal double, ValueAsDateTime date-time?, ValueAsBool boolean, OptionId uuid?" },
  { "CustomerDto",
    "CustomerID int64?, CustomerName string?, CreatedOn date-time?, "
    "LastModified date-time?, BusinessNumber string?, Domain string?, Address string?, "
    "City string?, State string?, Country string?, Phone string?, Fax string?, "
    "Notes string?, Logo string?, Links string?, Longitude double?, Latitude double?, "
    "ZipCodeStr string?" },
  { "CustomerDtoPagedResult",
    "items [CustomerDto]?, page int32, itemsInPage int32, totalItemCount int32, "
    "totalPages int32, prevLink string?, nextLink string?" },
  { "CustomerSortBy", "= Creation LastModified" },
  { "EnduserCommentDetails", "EnduserId int64" },
  { "HourlyContractDto",
    "PrimaryRate RateDto, AdditionalRates [RateDto]?, "
    "BillingPeriod ContractBillingPeriodOptions" },
  { "OnlineBackupContractDto",
    "RatePerGB RateDto, CountBy ContractMonitoredByOptions, "
    "BillingPeriod ContractBillingPeriodOptions" },
  { "OptionFieldValues", "Value string?, Text string?, ParentName string?" },
  { "ProblemDetails",
    "type string?, title string?, status int32?, detail string?, instance string?" },
  { "ProjectHourlyRateContractDto", "PrimaryRate RateDto, AdditionalRates [RateDto]?" },
  { "ProjectOneTimeFeeContractDto", "TotalAmount RateDto" },
  { "RateDto", "RateID int32, Amount double, Description string?, SKU string?, Category string?" },
  { "RateDtoPagedResult",
    "items [RateDto]?, page int32, itemsInPage int32, totalItemCount int32, "
    "totalPages int32, prevLink string?, nextLink string?" },
  { "RelationType", "= None Parent Child" },
  { "RemoteMonitoringContractDto",
    "RatePerDevice RateDto, CountBy ContractMonitoredByOptions, "
    "BillingPeriod ContractBillingPeriodOptions" },
  { "Result", "ActionID string?" },
  { "RetainerFlatFeeContractDto",
    "BillingPeriod ContractBillingPeriodOptions, Quantity double?, Rate RateDto" },
  { "SetCustomValueRequest", "Value string?" },
  { "TechnicianCommentDetails", "TechnicianId int64, IsInternal boolean, TechnicianEmail string?" },
  { "TicketCommentDto",
    "Date date-time, Comment string?, CommentHtml string?, EndUserID int64?, "
    "TechnicianContactID int64?, Email string?, FirstName string?, LastName string?, "
    "IsInternal boolean" },
  { "TicketCommentDtoPagedResult",
    "items [TicketCommentDto]?, page int32, itemsInPage int32, totalItemCount int32, "
    "totalPages int32, prevLink string?, nextLink string?" },
  { "TicketDto",
    "TicketID int64?, TicketTitle string?, TicketNumber string?, "
    "TicketPriority TicketPriorityOptions, TicketImpact TicketsImpactOptions, "
    "TicketStatus string?, TicketSource string?, TicketType TicketTypesForAPI, "
    "EndUserID int64?, EndUserEmail string?, EndUserFirstName string?, "
    "EndUserLastName string?, EndUserPhone string?, TicketResolvedDate date-time?, "
    "TicketCreatedDate date-time?, TechnicianFirstCommentDate date-time?, "
    "FirstResponseDueDate date-time?, ClosedTicketDueDate date-time?, "
    "FirstComment string?, LastEndUserComment string?, "
    "LastEndUserCommentTimestamp date-time?, LastTechnicianComment string?, "
    "LastTechnicianCommentTimestamp date-time?, OnSiteDurationSeconds int32?, "
    "OnSiteDurationMinutes int32?, OffSiteDurationSeconds int32?, "
    "OffSiteDurationMinutes int32?, OnSLADurationSeconds int32?, "
    "OnSLADurationMinutes int32?, OffSLADurationSeconds int32?, "
    "OffSLADurationMinutes int32?, TotalDurationSeconds int32?, "
    "TotalDurationMinutes int32?, CustomerID int64, CustomerName string?, "
    "CustomerBusinessNumber string?, TechnicianContactID int64?, "
    "TechnicianFullName string?, TechnicianEmail string?, ContractID int64?, "
    "RelationType RelationType, RelatedTicketId int64?" },
  { "TicketDtoPagedResult",
    "items [TicketDto]?, page int32, itemsInPage int32, totalItemCount int32, "
    "totalPages int32, prevLink string?, nextLink string?" },
  { "TicketDurationsDto",
    "OffSLADurationHours double, OffSiteDurationHours double, OnSLADurationHours double, "
    "OnSiteDurationHours double, TotalDurationHours double, ticketId int64" },
  { "TicketPriorityOptions", "= Low Medium High Critical" },
  { "TicketTypesForAPI", "= Incident Problem Request Change" },
  { "TicketWorkHoursDto",
    "TicketID int64, WorkHoursID int64, StartWorkHour date-time?, EndWorkHour date-time?, "
    "TechnicianContactID int64?, Billiable boolean?, OnCustomerSite boolean?, "
    "Description string?, TechnicianFullName string?, TechnicianEmail string?, "
    "RateID int32?, RateAmount double?" },
  { "TicketWorkHoursDtoPagedResult",
    "items [TicketWorkHoursDto]?, page int32, itemsInPage int32, totalItemCount int32, "
    "totalPages int32, prevLink string?, nextLink string?" },
  { "TicketWorkHoursSiteDurationSummaryDto",
    "TicketID int64, TotalDurationSeconds int32?, OnSiteDurationSeconds int32?, "
    "OffSiteDurationSeconds int32?" },
  { "TicketWorkHoursSummaryDto",
    "TicketID int64, Billable TicketDurationsDto, NonBillable TicketDurationsDto" },
  { "TicketsImpactOptions", "= NoImpact SiteDown ServerIssue Minor Major Crisis" },
  { "TicketsWorkHoursSiteDurationSummaryDto",
    "TicketsWorkHoursSiteDurationSummaries [TicketWorkHoursSiteDurationSummaryDto]?" },
  { "UpdateBlockHoursContractDto",
    "BillingPeriod ContractBillingPeriodOptions, HoursIncluded double?, "
    "CommitRollover boolean?" },
  { "UpdateBlockMoneyContractDto",
    "BillingPeriod ContractBillingPeriodOptions, CommitRollover boolean?" },
  { "UpdateContactRequest",
    "Firstname string?, Lastname string?, JobTitle string?, Phone string?, "
    "MobilePhone string?, IsContactPerson boolean?, InIgnoreMode boolean?, "
    "Archived boolean?, CustomerID int64?, CustomerName string?, DepartmentID int64?, "
    "DepartmentName string?, DefaultAgentId int64?" },
  { "UpdateContractDto",
    "ContractName string?, Default boolean?, StartDate date-time?, EndDate date-time?, "
    "Active boolean?, Taxable boolean?, TaxId int32?, Notes string?, "
    "RetainerFlatFeeContract UpdateRetainerFlatFeeContractDto, "
    "HourlyContract UpdateHourlyContractDto, "
    "BlockHoursContract UpdateBlockHoursContractDto, "
    "BlockMoneyContract UpdateBlockMoneyContractDto, "
    "RemoteMonitoringContract UpdateRemoteMonitoringContractDto, "
    "OnlineBackupContract UpdateOnlineBackupContractDto" },
  { "UpdateCustomerRequest",
    "CustomerName string?, BusinessNumber string?, Domain string?, Address string?, "
    "City string?, State string?, Country string?, Phone string?, Fax string?, "
    "Notes string?, Links string?, Longitude double?, Latitude double?, ZipCodeStr string?" },
  { "UpdateHourlyContractDto", "BillingPeriod ContractBillingPeriodOptions" },
  { "UpdateOnlineBackupContractDto",
    "CountBy ContractMonitoredByOptions, BillingPeriod ContractBillingPeriodOptions" },
  { "UpdateRateRequest",
    "Description string?, Amount double?, SKU string?, Archived boolean?, Category string?" },
  { "UpdateRemoteMonitoringContractDto",
    "CountBy ContractMonitoredByOptions, BillingPeriod ContractBillingPeriodOptions" },
  { "UpdateRetainerFlatFeeContractDto",
    "Quantity double?, BillingPeriod ContractBillingPeriodOptions" },
  { "UpdateTicketModel",
    "TicketTitle string?, TicketStatus string?, TicketType TicketTypesForAPI, "
    "TicketPriority TicketPriorityOptions, TicketImpact TicketsImpactOptions, "
    "TechnicianContactID int64?, TechnicianEmail string?" },
  { "WorkhourRecordDto",
    "WorkHoursID int64, TicketID int64, CustomerID int64, EndUserID int64?, "
    "StartWorkHour date-time?, EndWorkHour date-time?, TechnicianContactID int64?, "
    "Billiable boolean?, OnCustomerSite boolean?, Description string?, "
    "TechnicianFullName string?, TechnicianEmail string?, RateID int32?, RateAmount double?" },
  { "WorkhourRecordDtoPagedResult",
    "items [WorkhourRecordDto]?, page int32, itemsInPage int32, totalItemCount int32, "
    "totalPages int32, prevLink string?, nextLink string?" },
};

const gsize docket_sandbox_n_schemas = G_N_ELEMENTS (docket_sandbox_schemas);
