/** What SAP Concur says in its own words, and what a user reads instead. */
export interface Entry {
	/** SAP Concur's text, or a code that stands in its place. */
	said?: RegExp;
	/** Its code, for a text that no entry knows: the `code` of a message, `scimType`, or `errorCode`. */
	code?: RegExp;
	/** Short name of the part of the user, where the same text means something else for another part. */
	part?: string;
	/** Label of the field, for what is known about this field only. */
	field?: RegExp;
	/** For a message about a part as a whole only. */
	namesNoField?: true;
	/** Continues the label of the field; '{field}' stands for the label in the middle of a sentence. */
	says: string;
	/** What to do, in whole sentences. */
	cure: string;
	/** A character that SAP's pages do not agree on can be the reason. */
	mayBeCharacter?: true;
}
