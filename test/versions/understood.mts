// What a node no longer understands of a workflow that an earlier version has saved.
import isEqual from 'lodash/isEqual.js';
import isObject from 'lodash/isObject.js';
import type {
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import { fieldsById } from '../../nodes/shared/schema/flatFields.ts';
import { withDefaults } from './defaults.mts';
import { asSaved } from './everyValue.mts';
import type { SavedNode } from './savedNodes.mts';

type Value = INodeParameters[string];

/**
 * @param defaults all parameters of the node in the version that saved it
 * @returns one sentence for each loss
 */
export function losses(
	description: INodeTypeDescription,
	{ typeVersion, parameters }: Pick<SavedNode, 'typeVersion' | 'parameters'>,
	defaults: INodeParameters,
): string[] {
	const kept = asSaved(description, parameters);
	const now = withDefaults(description, { parameters });
	const changed = Object.keys(parameters).filter((name) => !isEqual(kept[name], parameters[name]));
	const others = Object.keys(defaults).filter((name) => !changed.includes(name));
	return [
		...([description.version].flat().includes(typeVersion)
			? []
			: [`version ${typeVersion} of the node is gone`]),
		...changed.map((name) => `${name} is no longer a parameter here, or not with this value`),
		...others
			.filter((name) => !isEqual(now[name], defaults[name]))
			.map((name) => `the default of ${name} was ${JSON.stringify(defaults[name])}`),
		...description.properties.flatMap((property) =>
			property.name in kept && isShown(description, property, parameters)
				? unknownValues(property, kept[property.name]!)
				: [],
		),
	];
}

/** Several parameters may share a name; the one is meant that n8n saves a value of. */
function isShown(
	description: INodeTypeDescription,
	property: INodeProperties,
	parameters: INodeParameters,
): boolean {
	const others = description.properties.filter(
		(other) => other === property || other.name !== property.name,
	);
	return property.name in asSaved({ ...description, properties: others }, parameters);
}

/** Entries of lists, and fields of SAP Concur, that do not exist. */
function unknownValues(property: INodeProperties, value: Value): string[] {
	const { name, type, options = [], modes = [] } = property;
	const gone = (what: unknown) => `${name} no longer knows ${JSON.stringify(what)}`;
	if (type === 'options' || type === 'multiOptions') {
		const known = (options as INodePropertyOptions[]).map((option) => option.value);
		return [value]
			.flat()
			.filter((one) => !known.includes(one as string))
			.map(gone);
	}
	if (!isObject(value)) return [];
	if (type === 'resourceLocator') {
		const { mode } = value as INodeParameters;
		return modes.some((known) => known.name === mode) ? [] : [gone(mode)];
	}
	if (type === 'resourceMapper') {
		const { value: fields } = value as INodeParameters;
		return Object.keys(fields ?? {})
			.filter((id) => !fieldsById.has(id))
			.map(gone);
	}
	if (type === 'collection') return within(options as INodeProperties[], value as INodeParameters);
	if (type === 'fixedCollection') {
		return (options as INodePropertyCollection[]).flatMap((group) =>
			[(value as INodeParameters)[group.name] ?? []]
				.flat()
				.flatMap((row) => within(group.values, row as INodeParameters)),
		);
	}
	return [];
}

const within = (properties: INodeProperties[], values: INodeParameters): string[] =>
	properties.flatMap((property) =>
		property.name in values ? unknownValues(property, values[property.name]!) : [],
	);
