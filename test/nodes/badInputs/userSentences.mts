// Sentences that many cases expect, each written once.
export const userIsEmpty = "The field 'User' is empty";
export const chooseUser = 'Choose a user, or check the expression in this field.';

export const isNoUuid = (sent: string) =>
	`The field 'User' contains '${sent}', which is not a UUID`;
export const enterUuid =
	'A UUID looks like 1b3f5d0c-8f0e-4f57-9c63-0d5f2f7f2a11. To find a user by name or number, choose User Name or Employee Number in this field.';

export const isLoginName = (sent: string) =>
	`${isNoUuid(sent)} but looks like a user name or an email`;
export const chooseLoginName =
	'To find a user by a user name or an email, choose User Name or Email in this field.';
export const isNumber = (sent: string) => `${isNoUuid(sent)} but looks like an employee number`;
export const chooseNumber =
	'To find a user by an employee number, choose Employee Number in this field.';

export const unknownUser = (id: string) => `SAP Concur has no user with the UUID '${id}'`;
export const checkUser =
	"Check the user, and check that the user belongs to the credential's company.";

export const enterProvisionId =
	'Connect this node to SAP Concur Provisioning, or enter the provisionId that it returned for this user.';
