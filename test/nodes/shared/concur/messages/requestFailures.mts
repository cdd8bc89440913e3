// Bodies of requests that SAP Concur, a gateway, or a proxy rejected, with the sentence that a user reads.

const scimError = 'urn:ietf:params:scim:api:messages:concur:2.0:Error';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** The envelope of Identity v4.1 and User Provisioning v4. */
const envelope = (message: string, schemaPath?: string, code = 'INVALID_INPUT') => ({
	status: '400',
	[scimError]: { messages: [{ code, message, schemaPath, type: 'error' }] },
});
const taken = (lookup: string) =>
	envelope(`Principal with lookup type '${lookup}' with provided value already exists`);

/** Rejections of a create of ann@example.com, which concern this user alone. */
export const rejections: Array<[status: number, body: unknown, reads: string]> = [
	[400, envelope("Invalid 'userName' Characters", 'userName'), 'User name: SAP Concur rejects a character of the value (sent: "ann@example.com")'],
	[400, envelope("Invalid 'name.familyName' Size", 'name.familyName'), 'Last name: SAP Concur rejects the length of the value (sent: "Doe")'],
	[400, envelope("Invalid 'emails[0].value' Format", 'emails[0].value'), 'Email: SAP Concur rejects the form of the value (sent: "ann@example.com")'],
	[400, envelope(`Invalid '${enterprise}:costCenter' Value`, `${enterprise}:costCenter`), 'Cost center: SAP Concur rejects the value (sent: "4711")'],
	[400, envelope('The cost center is closed', `${enterprise}:costCenter`), 'Cost center: SAP Concur gave a reason that is not known here (sent: "4711")'],
	[400, envelope("Missing required attribute 'title'", 'title'), 'Job title: SAP Concur requires a value'],
	[400, envelope('Invalid attribute path [:test]', 'test'), 'User, test: SAP Concur does not have this attribute'],
	[400, envelope('Invalid attribute path [urn:example]'), 'User, example: SAP Concur does not have this attribute'],
	[400, envelope("Attribute 'emails.verified' needs the scope identity.user.emails.verified.writeonly"), 'Email: verified: the app in the credential lacks the scope for this field'],
	[400, envelope('Request is unparsable', undefined, 'BAD_REQUEST'), 'SAP Concur could not read this part of the data'],
	[400, envelope('The body must be a user'), 'SAP Concur could not read the request'],
	[400, envelope('schemas must name urn:ietf:params:scim:schemas:core:2.0:User', 'schemas'), 'User, schemas: SAP Concur could not read the request'],
	[400, envelope("op must be 'add', 'replace' or 'remove'"), 'SAP Concur could not read the request'],
	[400, envelope("Operations[0].path must be /Users for POST and /Users/{id} for the other methods"), 'SAP Concur could not read the request'],
	[400, envelope("bulkId 'item-0' is used twice"), 'SAP Concur could not read the request'],
	[400, envelope("Unsupported content type 'text/plain'"), 'SAP Concur could not read the request'],
	[400, envelope('The request has 500000 bytes, the limit is 409600'), 'The request is too large for SAP Concur'],
	[413, envelope('The request has 101 operations, the limit is 100'), 'The request is too large for SAP Concur'],
	[413, '<html><body>413 Request Entity Too Large</body></html>', 'The request is too large for SAP Concur'],
	[400, envelope("Attribute 'displayName' cannot be used in a filter"), 'SAP Concur cannot search by Display name'],
	[400, envelope('Invalid filter: userName eq ines'), 'SAP Concur could not read the filter'],
	[400, envelope('The filter has 16001 characters, the limit is 16000'), 'The filter is too long for SAP Concur'],
	[400, envelope("'or' may not be nested inside brackets"), 'SAP Concur could not read the filter'],
	[400, { detail: 'Unsupported filter: a eq 1', scimType: 'invalidFilter', status: 400 }, 'SAP Concur could not read the filter'],
	[400, { detail: 'count must be 1 to 100', scimType: 'invalidValue', status: 400 }, 'SAP Concur could not read the search'],
	[400, envelope("Query parameter 'filter' is not supported"), 'SAP Concur could not read the search'],
	[400, envelope('Invalid cursor'), 'SAP Concur could not read the search'],
	[400, { detail: 'No match', scimType: 'noTarget', status: '400' }, 'SAP Concur has no such entry for this user'],
	[400, { detail: 'Not so', scimType: 'mutability', status: '400' }, 'SAP Concur cannot change this value'],
	[400, { detail: 'Transaction was deadlocked', status: '400' }, 'SAP Concur was busy with the same data'],
	[400, { errorMessage: 'Rule class is unknown', errorCode: '5' }, 'SAP Concur rejected the request and gave a reason that is not known here'],
	[400, { message: 'Not possible', 'Server-Time': '2026-01-01T00:00:00' }, 'SAP Concur rejected the request and gave a reason that is not known here'],
	[400, { Message: `{"path":"${enterprise}:costCenter[0]","status":400}` }, 'SAP Concur rejected the request and gave a reason that is not known here'],
	[400, { error: { id: 'x.y', message: 'Not possible' } }, 'SAP Concur rejected the request and gave a reason that is not known here'],
	[400, { error: 'invalid_request', error_description: 'unsupported request format', code: 135 }, 'SAP Concur rejected the request and gave a reason that is not known here'],
	[400, { errors: [{ errorCode: 5, errorMessage: 'Rule class is unknown' }] }, 'SAP Concur rejected the request and gave a reason that is not known here'],
	[400, [{ code: 'X', message: "Invalid 'title' Size", schemaPath: 'title' }], 'Job title: SAP Concur rejects the length of the value'],
	[400, {}, 'SAP Concur rejected the request and gave no reason'],
	[400, null, 'SAP Concur rejected the request and gave no reason'],
	[400, '', 'SAP Concur rejected the request and gave no reason'],
	[400, '<html><body>Bad Request</body></html>', 'SAP Concur rejected the request and gave no reason'],
	[418, [], 'SAP Concur rejected the request and gave no reason'],
	[409, taken('userName'), 'Already exists in SAP Concur: another user has the same User name (sent: "ann@example.com")'],
	[409, taken('companyId,employeeNumber'), 'Already exists in SAP Concur: another user has the same Employee number (sent: "20001")'],
	[409, { [scimError]: { messages: [{ message: "Invalid 'name.familyName' Size", schemaPath: 'name.familyName' }, { message: "Principal with lookup type 'userName' already exists" }] } }, 'Already exists in SAP Concur: another user has the same User name (sent: "ann@example.com"); Last name: SAP Concur rejects the length of the value (sent: "Doe")'],
	[400, taken('userName'), 'Already exists in SAP Concur: another user has the same User name (sent: "ann@example.com")'],
	[409, { detail: 'User exists', scimType: 'uniqueness' }, 'Already exists in SAP Concur: another user has the same value'],
	[409, '', 'Already exists in SAP Concur'],
	[404, envelope('Resource not found', undefined, 'NOT_FOUND'), 'SAP Concur did not find what was requested'],
]; // prettier-ignore

/** What a look-up of one user meets; each concerns the credential or the service, so it is met by a run of its own; and what of SAP Concur's words stands at the end of the cure. */
export const situations: Array<[status: number, body: unknown, reads: string, told?: string]> = [
	[401, envelope('Missing or malformed Authorization header', undefined, 'UNAUTHORIZED'), 'SAP Concur rejected the access token, even after n8n renewed it'],
	[403, envelope('Invalid or expired token', undefined, 'UNAUTHORIZED'), 'SAP Concur does not allow this request'],
	[403, envelope("This service does not accept a token of type 'app'", undefined, 'FORBIDDEN'), 'SAP Concur does not allow this request'],
	[401, { message: 'Token was revoked' }, 'SAP Concur rejected the access token, even after n8n renewed it', 'Token was revoked'],
	[403, envelope('Access denied: the token lacks the scope identity.user.ids.read'), 'SAP Concur does not allow this request', 'Access denied: the token lacks the scope identity.user.ids.read'],
	[403, '<html>Forbidden</html>', 'SAP Concur does not allow this request'],
	[404, envelope('User 0e5b7b1e-1b4a-4f6e-9d0a-3f1b1f0a1b2c not found', undefined, 'NOT_FOUND'), "SAP Concur has no user with the UUID '0e5b7b1e-1b4a-4f6e-9d0a-3f1b1f0a1b2c'"],
	[404, { detail: 'The company is being moved' }, "SAP Concur has no user with the UUID '0e5b7b1e-1b4a-4f6e-9d0a-3f1b1f0a1b2c'", 'The company is being moved'],
	[429, { httpStatus: '429 - Too Many Requests', error: { id: 'security.rate.limit.reached', message: 'Too many requests' } }, 'SAP Concur kept asking n8n to slow down'],
	[500, envelope('Internal server error', undefined, 'INTERNAL_ERROR'), 'SAP Concur is temporarily unable to process the request'],
	[502, '<html>Bad Gateway</html>', 'SAP Concur is temporarily unable to process the request'],
	[503, envelope('Simulated fault'), 'SAP Concur is temporarily unable to process the request', 'Simulated fault'],
	[504, '', 'SAP Concur is temporarily unable to process the request'],
	[200, '<!DOCTYPE html><html>Please sign in</html>', "SAP Concur's response could not be read: n8n received an HTML page"],
	[200, '', "SAP Concur's response could not be read: n8n received an empty response"],
	[200, [5], "SAP Concur's response could not be read: n8n received data in an unknown form"],
]; // prettier-ignore
