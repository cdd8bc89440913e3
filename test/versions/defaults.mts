// What n8n does not save: a parameter with its default. A workflow that was saved once goes on with that default.
import pick from 'lodash/pick.js';
import type { INodeParameters, INodeTypeDescription } from 'n8n-workflow';
import { asSaved } from './everyValue.mts';
import type { SavedNode } from './savedNodes.mts';

/** All that is shown with these parameters, also what n8n does not save of them; without notices. */
export function withDefaults(
	description: INodeTypeDescription,
	{ parameters }: Pick<SavedNode, 'parameters'>,
): INodeParameters {
	const values = description.properties
		.filter(({ type }) => !['notice', 'callout', 'button'].includes(type))
		.map(({ name }) => name);
	return pick(asSaved(description, parameters, true), values);
}
