// What the output schemas are made of: the small part of JSON Schema that n8n's editor shows.
// The editor takes the first type of a list, and shows an object without properties as a whole.

/** JSON Schema of one value. */
export interface Schema {
	type: string | string[];
	/** The editor does not open an object that has a list of types. */
	nullable?: true;
	enum?: string[];
	items?: Schema;
	properties?: Properties;
}

/** In the order in which the editor shows them. */
export type Properties = Record<string, Schema>;

export const text: Schema = { type: 'string' };
export const textOrNull: Schema = { type: ['string', 'null'] };
export const yesOrNo: Schema = { type: 'boolean' };
export const integer: Schema = { type: 'integer' };

/** What a user or SAP Concur wrote, mostly a text. */
export const anything: Schema = {
	type: ['string', 'number', 'boolean', 'array', 'object', 'null'],
};

/** An object whose keys are not known, or would stand in the way of an expression, such as 'spend.User'. */
export const anyObject: Schema = { type: 'object' };

export const oneOf = (...values: string[]): Schema => ({ type: 'string', enum: values });
export const listOf = (items: Schema): Schema => ({ type: 'array', items });
export const object = (properties: Properties): Schema => ({ type: 'object', properties });

/** The same value, which can also be a text. */
export const alsoText = ({ type, ...rest }: Schema): Schema => ({
	type: [...new Set([type, 'string'].flat())],
	...rest,
});
