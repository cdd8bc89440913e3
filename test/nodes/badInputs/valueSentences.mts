// What the nodes say about values in many places: a change of wording changes one line here.

// What is wrong, continuing the label.
export const isMissing = 'is missing';
export const mustBeYesOrNo = 'must be yes or no';
export const mustBeSingleValue = 'must be a single value, not a list or an object';
export const isNotInCalendar = 'is not in the calendar';
export const hasShortYear = 'has a year of two digits';
export const standsForNoEnd = 'stands for "no end"';
export const standsForNoNumber = 'stands for "no number"';
export const standsForNoValue = 'stands for "no value"';
export const hasSpreadsheetError = 'contains a spreadsheet error';
export const hasChangedNumber = 'looks like a number that a spreadsheet has changed';
export const hasShortenedNumber =
	'is a number that a spreadsheet has shortened, so digits are lost';
export const hasLostDigits = 'has lost its last digits, because it is too long for a number';
export const hasHtml = 'contains codes of HTML';
export const hasEmptyPart = 'has an empty part';
export const isNotDate = 'is not a valid date in the form YYYY-MM-DD';
export const isNotNumber = 'is not a number';
export const isNotWholeNumber = 'is not a whole number';
export const isNotObject = 'is not a JSON object';
export const isNotUuid = 'is not a UUID';
export const isNotEmail = 'is not an email address';
export const mustBeLoginName = 'must have the form name@domain';
export const isNotCountry = 'must be a two-letter country code of ISO 3166';
export const isNotCurrency = 'must be a three-letter currency code of ISO 4217';
export const isNotLocale = 'must be a locale such as en-US';
export const isNotState = 'must be a two-character code of a state or province';
export const isNotTimeZone = "is not in SAP Concur's list of time zones";
export const isNotLanguage = "is not in SAP Concur's list of languages";
export const isSeveralTimeZones = 'can be read as several time zones';
export const isWithoutCountry = 'names a language without a country';
export const isActiveOrNot =
	'can be read as active (still employed) or as inactive (has left or has not started)';
export const isUnknownValue = 'has an unknown value';
export const isUnknownRole = 'includes an unknown role';
export const isNotAttribute = 'is not an attribute of SAP Concur';
export const isNotField = 'is not a field of this node';
export const isReadOnly = 'is read-only';
export const isRequired = 'is required and cannot be cleared';
export const isTwice = 'appears twice';
export const cannotBeChanged = 'cannot be changed';
export const isOtherCompany = 'is not the company of the credential';
export const isForProvisioning = 'cannot be sent with this node';
export const isTooLong = (characters: number) => `is too long: ${characters} characters`;

// What to do.
export const enterValue = 'Enter a value.';
export const enterLoginName = 'Enter the login name, such as jane.doe@example.com.';
export const enterEmail = 'Enter at least one email address.';
export const enterRuleClass = 'Enter its name or ID. Every travel profile requires one.';
export const enterExpense =
	'Enter it too. SAP Concur requires it for every user with expense data.';
export const enterAdp =
	'Enter it too. SAP Concur requires company code, deduction code, and file number together.';
export const useYesOrNo = 'Use yes or no (or true/false, 1/0, Y/N, ja/nein).';
export const useYesNoOrStatus =
	'Use yes or no (or true/false, 1/0, Y/N, ja/nein), or a status such as Active, On Leave, or Terminated.';
export const useYesWhileUsed = 'Use yes as long as the person is to use SAP Concur, otherwise no.';
export const useOneValue = 'Use one value only.';
export const useDate =
	'Use a date such as 2026-12-31. Format the column as YYYY-MM-DD in the source.';
export const formatAsDate = 'Format the column as YYYY-MM-DD in the source.';
export const correctDate = 'Correct the date, such as 2026-12-31.';
export const noNumberNeeded = 'Leave the cell empty when there is no number.';
export const noEndNeeded = 'Leave the cell empty when there is no end date.';
export const sendDayAlone =
	'Send the day alone, such as 2026-12-31, or set the time zone of the workflow to that of the source.';
export const sendAsText = 'Send it as text from the source on. In JSON, put it in quotation marks.';
export const formatAsText = 'Format the column as text in the spreadsheet.';
export const enterNumberAgain =
	'Format the column as text in the spreadsheet, and enter the number again.';
export const correctFormula = 'Correct the formula in the spreadsheet, or clear the cell.';
export const checkExpression =
	'Check the expression that makes this value: a column that it uses is empty or has another name.';
export const removePoint =
	'Remove the extra point. An expression leaves it where one of its columns is empty.';
export const enterAgain = 'Enter the value again in the source instead of pasting it.';
export const exportAsText = 'Export it as plain text from the source.';
export const sendAddressAlone = 'Send the address alone.';
export const oneNameOnly =
	'Enter a value. For a person with one name, repeat the name or enter a point.';
export const useNumber = 'Use only digits and a decimal point, such as 1250.50.';
export const useWholeNumber = 'Use digits only, such as 12.';
export const useNameObject =
	'Use an object with givenName, familyName, familyNamePrefix, middleName.';
export const useBraces = 'Put its attributes in braces.';
export const useUuid = 'Use a UUID such as 0a1b2c3d-1111-2222-3333-444455556666.';
export const useUserUuid =
	"Use the person's UUID: SAP Concur Identity (Get) returns it as id for an employee number, user name, or email.";
export const useEmail = 'Use an address such as jane.doe@example.com.';
export const useLoginName = 'Use a login name such as jane.doe@example.com.';
export const useCountry = 'Use a code such as US or DE.';
export const useCurrency = 'Use a code such as USD or EUR.';
export const useState = 'Use the code without its country, such as WA.';
export const useCity = 'Use a region and city, such as Europe/Berlin.';
export const useLocale = 'Use language, hyphen, and country, such as en-US or de-DE.';
export const useLocaleSuchAs = (locale: string) =>
	`Use language, hyphen, and country, such as ${locale}.`;
export const useOneZone = (zones: string) => `Use the one that is meant, such as ${zones}.`;
export const useRole = 'Use the code or name of a role, such as EXP_APPROVER or Expense Approver.';
export const useField =
	"Use one of the fields that this node offers, or 'Additional Attributes (JSON)'.";
export const useProvisioning = 'Use the SAP Concur Provisioning node for expense and travel data.';
export const useAtMost = (characters: number) =>
	`Use at most ${characters} ${characters === 1 ? 'character' : 'characters'}.`;
export const sendNewValue = 'Send a new value, or leave it out to keep the current one.';
export const sendOnce = "Send it once, in a field or in 'Additional Attributes (JSON)'.";
export const correctName = "Correct its name in 'Additional Attributes (JSON)', or remove it.";
export const addPart = 'Add it, or leave out the whole entry.';
export const addAttributes = 'Add its attributes, or remove it.';
export const removeOne = 'Remove one of the two.';
export const removeReadOnly = 'Remove it. Only SAP Concur sets it.';
export const leaveOut = 'Leave it out.';
