// Which lists and objects an item keeps: n8n's table shows each of them line by line.
import omit from 'lodash/omit';
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

type Details = 'partialAndFailed' | 'always' | 'never';

export const detailsOption: INodeProperties = {
	displayName: 'Include Details',
	name: 'includeDetails',
	type: 'options',
	default: 'partialAndFailed',
	description:
		"Whether an item also contains each error and each part of the user as SAP Concur reports it, which parts to send again, and what was changed. Without these, a user takes one line in n8n's table.",
	options: [
		{ name: 'Always', value: 'always' },
		{ name: 'For Partial and Failed', value: 'partialAndFailed' },
		{ name: 'Never', value: 'never' },
	],
};

export function readDetails(this: IExecuteFunctions): Details {
	return this.getNodeParameter('options.includeDetails', 0, 'partialAndFailed') as Details;
}

const reported = ['errors', 'extensions', 'repair'];
/** What the next look-up of an item needs. */
const carried = ['sent', 'applied', 'changes'];

/**
 * The item with the details that were asked for. Warnings and notices always stay, and so does what a later look-up needs.
 * Pure.
 */
export function withDetails(json: IDataObject, details: Details): IDataObject {
	const isFine = json.outcome === 'succeeded' || json.outcome === 'pending';
	if (details === 'always' || (details !== 'never' && !isFine)) return json;
	const isOpen = json.outcome === 'pending' || json.outcome === 'unknown';
	return omit(json, isOpen ? reported : [...reported, ...carried]);
}
