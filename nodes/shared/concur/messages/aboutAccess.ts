// Room messages: what SAP Concur says, in the words of users: one catalog for failed requests and for statuses.
// A message becomes a sentence with label and value, and a cure; SAP Concur's own text and its paths never reach the sentence.
import type { Entry } from './entry';

const later = 'Run this again later. If this goes on, contact SAP Concur support.';
const checkUser = "Check the user, and check that the user belongs to the credential's company.";

/** Permissions, what is not there, and SAP Concur itself. */
export const aboutAccess: Entry[] = [
	{
		// SAP: v4.1.identity, Scope Usage; the field needs a scope of its own (open-questions 30).
		said: /^Attribute '[^']*' needs the scope\b/i,
		says: 'the app in the credential lacks the scope for this field',
		cure: 'Leave this field out, or add its scope to the app in SAP Concur and save the credential again.',
	},
	{
		said: /^Access denied\b|\blacks the scope\b|^(FORBIDDEN|Forbidden|insufficient_scope)$/,
		code: /^(FORBIDDEN|insufficient_scope)$/,
		says: 'the app in the credential lacks a scope',
		cure: 'Add the scope to the app in SAP Concur, then save the credential again to get a new token. For Expense it is spend.user.general.writeonly.',
	},
	{
		// SAP: http-status-codes lists an expired token under 403 (open-questions 14).
		said: /^(Invalid or expired token|Missing or malformed Authorization header|UNAUTHORIZED|Unauthorized)\b/i,
		code: /^UNAUTHORIZED$/,
		says: 'SAP Concur rejected the access token',
		cure: 'Open the credential and test it. If the test fails, enter a new Company Request Token.',
	},
	{
		said: /\btoken of type\b/i,
		says: 'SAP Concur requires another kind of token',
		cure: 'Check in SAP Concur that the app has the grants password, refresh_token, and client_credentials. Then save the credential again.',
	},
	{
		said: /^Provision request '.*' not found/i,
		says: 'SAP Concur does not know this provisioning request',
		cure: 'SAP Concur keeps a status for 7 days. Check the provisioning ID, and check that the credential belongs to the company of the request.',
	},
	{
		said: /^User not found in Travel$/i,
		says: 'this user has no travel profile in SAP Concur',
		cure: 'To create the profile, send travel data with SAP Concur Provisioning (Update).',
	},
	{
		said: /^(User\b.* not found|Resource not found|Not found|NOT_FOUND)\.?$/i,
		code: /^NOT_FOUND$/,
		says: 'SAP Concur does not have this user',
		cure: checkUser,
	},
	{
		said: /^Subscription '.*' belongs to another application/i,
		says: 'this event subscription belongs to another app',
		cure: 'Delete the trigger node and add it again to get another ID.',
	},
	{
		said: /^Application has \d+ subscriptions already/i,
		says: 'the app has as many event subscriptions as SAP Concur allows',
		cure: 'Select events of fewer subjects, or unpublish a workflow whose events are no longer needed.',
	},
	{
		said: /^Subscription '.*' not found/i,
		says: 'SAP Concur does not have this event subscription',
		cure: 'Publish the workflow again.',
	},
	{
		said: /^(Access to topic '.*' is denied|Topic '.*' does not exist)/i,
		says: 'SAP Concur does not offer these events to the app',
		cure: 'Add the scope of these events to the app in SAP Concur, then publish the workflow again.',
	},
	{
		said: /^Endpoint '.*' could not be verified/i,
		says: 'SAP Concur cannot reach the address of this n8n',
		cure: 'Set the environment variable WEBHOOK_URL of n8n to its public address, which must start with https://, and restart n8n.',
	},
	{
		said: /^(Filter '.*' is not a valid regular expression|Invalid subscription\b)/i,
		says: 'SAP Concur rejects the event subscription',
		cure: 'Select other events, then publish the workflow again.',
	},
	{
		// The only documented 429 (api-facts 3).
		said: /^Too many requests/i,
		code: /^security\.rate\.limit\.reached$/,
		says: 'SAP Concur asked n8n to slow down',
		cure: 'Run this again later, with fewer items at a time.',
	},
	{
		// SAP: Company Level Authentication, Response Codes, 134.
		said: /\bmaintenance\b/i,
		says: 'SAP Concur is under maintenance',
		cure: 'Run this again later.',
	},
	{
		// SAP: Handling Long Pending Provision Requests: SAP Concur gives up after 120 minutes.
		said: /\b(request|operation|provision\w*)\b.*\btimed out\b/i,
		says: 'SAP Concur did not finish in time',
		cure: 'Look at the user with SAP Concur Provisioning (Get Profile), then send again what is missing.',
	},
	{
		// SAP: http-status-codes: a 400 can hide a deadlock.
		said: /\bdeadlock/i,
		says: 'SAP Concur was busy with the same data',
		cure: 'Run this again in some minutes.',
	},
	{
		said: /^(Internal server error|Internal error|Service (is )?(temporarily )?unavailable|Bad gateway|Gateway time-?out|INTERNAL_ERROR)\b/i,
		says: 'SAP Concur was temporarily unable to process this',
		cure: later,
	},
];
