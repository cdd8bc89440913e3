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
