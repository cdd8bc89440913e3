// Fills a node's form as a user could who changes everything in it.
import isObject from 'lodash/isObject.js';
import mapValues from 'lodash/mapValues.js';
import pick from 'lodash/pick.js';
import range from 'lodash/range.js';
import take from 'lodash/take.js';
import type {
	INode,
	INodeParameterResourceLocator,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { fieldsById } from '../../nodes/shared/schema/flatFields.ts';

type Value = INodeParameters[string];

/** Nothing is saved of these. */
const withoutValue = ['notice', 'callout', 'button', 'hidden'];

/** What n8n's editor saves of a node's form: what is shown and not the default. */
export function asSaved(
	description: INodeTypeDescription,
	parameters: INodeParameters,
	returnDefaults = false,
): INodeParameters {
	const { properties } = description;
	const node = { typeVersion: newestVersion(description) } as INode;
	const saved = NodeHelpers.getNodeParameters(
		properties,
		parameters,
		returnDefaults,
		false,
		node,
		description,
	);
	return saved ?? {};
}

export function newestVersion({ version }: INodeTypeDescription): number {
	return Math.max(...[version].flat());
}

/** Lists in a form are at most this long, or their lengths divide it, so that each value has its turn beside each other one. */
const turns = 12;

/**
 * Forms of one operation, as n8n saves them, that together hold every parameter and every value that can be selected.
 * @param start what selects the operation
 */
export function everyValue(
	description: INodeTypeDescription,
	start: INodeParameters,
): INodeParameters[] {
	const seen = new Set<string>();
	return range(turns).flatMap((turn) => {
		const form = asSaved(description, filled(description, start, turn));
		const news = selected(description, form).filter((selection) => !seen.has(selection));
		news.forEach((selection) => seen.add(selection));
		return turn === 0 || news.length > 0 ? [form] : [];
	});
}

/** What stands in the lists and switches of a form. */
function selected(description: INodeTypeDescription, form: INodeParameters): string[] {
	return shown(description, form)
		.filter(({ type }) =>
			['options', 'boolean', 'resourceLocator', 'resourceMapper'].includes(type),
		)
		.map(({ name }) => {
			const value = form[name];
			const choice = isObject(value) ? pick(value, ['mode', 'mappingMode']) : value;
			return `${name}: ${JSON.stringify(choice)}`;
		});
}

/** The parameters that are shown with these values. */
function shown(description: INodeTypeDescription, parameters: INodeParameters): INodeProperties[] {
	const node = { typeVersion: newestVersion(description) } as INode;
	const all = asSaved(description, parameters, true);
	return description.properties.filter(
		(property) =>
			!withoutValue.includes(property.type) &&
			NodeHelpers.displayParameter(all, property, node, description),
	);
}

/** A value shows further parameters, so it is done until there are none without one. */
function filled(
	description: INodeTypeDescription,
	start: INodeParameters,
	turn: number,
): INodeParameters {
	const form = { ...start };
	for (;;) {
		const next = shown(description, form).find(({ name }) => !(name in form));
		if (!next) return form;
		form[next.name] = valueOf(next, turn);
	}
}

function valueOf(property: INodeProperties, turn: number): Value {
	const { type, default: initial, options = [], modes = [], typeOptions } = property;
	const selectable = (options as INodePropertyOptions[]).map(({ value }) => value);
	if (type === 'options') return selectable[turn % selectable.length]!;
	if (type === 'multiOptions') return (turn === 0 ? selectable : take(selectable)) as string[];
	if (type === 'boolean') return turn % 2 === 0 ? !initial : Boolean(initial);
	if (type === 'number') return Number(initial) + 1;
	if (type === 'json') return '{ "nickName": "Pat" }';
	if (type === 'resourceLocator') {
		const mode = modes[turn % modes.length]!.name;
		return { __rl: true, mode, value: 'somebody' } as INodeParameterResourceLocator;
	}
	if (type === 'resourceMapper') {
		return {
			mappingMode: turn % 2 === 0 ? 'defineBelow' : 'autoMapInputData',
			value: turn === 0 ? mapValues(Object.fromEntries(fieldsById), () => 'a value') : {},
			matchingColumns: [],
			schema: [],
		};
	}
	if (type === 'collection') return groupOf(options as INodeProperties[], turn);
	if (type === 'fixedCollection') {
		const groups = (options as INodePropertyCollection[]).map(({ name, values }) => [
			name,
			typeOptions?.multipleValues ? rowsOf(values, turn) : groupOf(values, turn),
		]);
		return Object.fromEntries(groups);
	}
	if (typeOptions?.multipleValues) return ['a value'];
	return 'a value';
}

const groupOf = (properties: INodeProperties[], turn: number): INodeParameters =>
	Object.fromEntries(properties.map((property) => [property.name, valueOf(property, turn)]));

/** In the first turn as many rows as the longest list in them has entries. */
function rowsOf(properties: INodeProperties[], turn: number): INodeParameters[] {
	const longest = Math.max(...properties.map(({ options = [] }) => options.length));
	return range(turn === 0 ? longest : 1).map((row) => groupOf(properties, row));
}
