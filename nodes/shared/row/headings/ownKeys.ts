/** What our own nodes write beside the fields of a user: neither fields nor columns that somebody misses. */
export const ownKeys: ReadonlySet<string> = new Set(
	[
		['id', 'schemas', 'meta', 'lastModified', 'deleted', 'userId', 'fields'],
		['sentValues', 'sentDocument'],
		['outcome', 'why', 'operation', 'provisionId', 'operationId', 'bulkId', 'correlationId'],
		['sent', 'sentParts', 'applied', 'firstSentAt', 'completedAt'],
		['notice', 'notices', 'warnings', 'hint'],
		['verdict', 'problems', 'plan', 'fullName', 'leavers', 'loses', 'proposals', 'openQuestions'],
		['additionalAttributes', 'clearWith', 'currentEmployeeNumber', 'keepUserName'],
		['error', 'errors', 'message', 'details', 'extensions', 'repair', 'changes', 'supportDetails'],
		['lines', 'notSupported', 'existingUsers'],
	].flat(),
);
