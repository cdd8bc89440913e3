// What became of one extension, as a status document tells it later.

export interface Message {
	code: string;
	message?: string;
	schemaPath?: string;
	type: 'error' | 'warning';
}

/** An extension without an outcome had nothing to do. */
export type Outcome =
	| { result: 'success'; messages?: Message[] }
	/** code: set where the documents name one; data errors use settings.extensionErrorCode. */
	| { result: 'error'; code?: string; messages: Message[] }
	/** Sent, but an extension before it failed (open-questions 7, 11). */
	| { result: 'blocked' };

/** An error in the words of a message of SAP. */
export function invalidValue(message: string, schemaPath: string): Message {
	return { code: 'INVALID_VALUE', message, schemaPath, type: 'error' };
}

/** An error about an attribute. SAP shows this wording for lengths ("Size"); the other words follow it. */
export function invalidAttribute(
	schemaPath: string,
	problem: 'Value' | 'Size' | 'Permissions',
): Message {
	return problem === 'Permissions'
		? // The wording of a real rejection of an approver (api-facts 9).
			invalidValue(`Invalid Permissions for '${schemaPath}'`, schemaPath)
		: invalidValue(`Invalid '${schemaPath}' ${problem}`, schemaPath);
}
