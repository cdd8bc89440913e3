// SCIM's notation for a place in a user: RFC 7644, 3.5.2, in the dialect that SAP's samples show.
import { catalogue, urn, type AttributeRules } from './attributes';

export interface PathStep {
	name: string;
	/** What the filter in square brackets demands, e.g. { type: 'work' }. */
	conditions: Record<string, string | boolean>;
}

export interface ScimPath {
	schema: string;
	/** Empty when the path names a whole extension. */
	steps: PathStep[];
}

const schemas = Object.keys(catalogue);

/**
 * Takes a path apart, e.g. 'emails[type eq "work"].value' or 'urn:…:spend:2.0:Approver:report[0].approver'.
 * A path of a schema that is not in the catalogue is read as one of the core schema.
 */
export function parsePath(path: string): ScimPath {
	const schema =
		schemas.find((known) => path === known || path.startsWith(`${known}:`)) ?? urn.core;
	const rest = path.startsWith(schema) ? path.slice(schema.length + 1) : path;
	const steps = rest.match(/[^.[\]]+(\[(?:"(?:[^"\\]|\\.)*"|[^\]"])*\])?/g) ?? [];
	return { schema, steps: steps.map(parseStep) };
}

function parseStep(text: string): PathStep {
	const [, name, filter = ''] = /^([^[]+)(?:\[(.*)\])?$/s.exec(text) ?? [text, text];
	const conditions: PathStep['conditions'] = {};
	for (const match of filter.matchAll(/([\w.]+) eq (?:"((?:[^"\\]|\\.)*)"|(true|false))/gi)) {
		conditions[match[1]] =
			match[3] === undefined ? match[2].replace(/\\(.)/g, '$1') : match[3].toLowerCase() === 'true';
	}
	return { name, conditions };
}

/** The path without its filters, as the catalogue spells it: 'emails.value'. */
export function attributePath(steps: PathStep[]): string {
	return steps.map((step) => step.name).join('.');
}

/** Rules of the attribute at a path, or undefined when Concur does not know it. */
export function rulesAt(path: ScimPath): AttributeRules | undefined {
	return catalogue[path.schema]?.[attributePath(path.steps)];
}

/** Joins a schema and a path inside it; core paths stand alone. */
export function joinPath(schema: string, path: string): string {
	if (schema === urn.core) return path;
	return path === '' ? schema : `${schema}:${path}`;
}

/** Writes a filter in square brackets; only `eq` and `and` occur in SAP's paths. */
export function filterOf(conditions: PathStep['conditions']): string {
	const terms = Object.entries(conditions).map(
		([name, value]) => `${name} eq ${typeof value === 'string' ? JSON.stringify(value) : value}`,
	);
	return `[${terms.join(' and ')}]`;
}
