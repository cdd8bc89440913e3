import type { INodeProperties } from 'n8n-workflow';

/** The field Options of a form, for what most people leave as it is. @param options its entries, in the order of their names */
export const optionsField = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options,
});

/** The fields of an operation with one option more, in its own Options or in new ones, which keep the order of their names. */
export function withOption(fields: INodeProperties[], option: INodeProperties): INodeProperties[] {
	const own = fields.find(({ name, type }) => name === 'options' && type === 'collection');
	if (!own) return [...fields, optionsField([option])];
	const options = [...((own.options ?? []) as INodeProperties[]), option].sort((one, other) =>
		one.displayName.localeCompare(other.displayName),
	);
	return fields.map((field) => (field === own ? { ...own, options } : field));
}
