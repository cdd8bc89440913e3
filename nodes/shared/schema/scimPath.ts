// SCIM's notation for an attribute's path: RFC 7644, 3.5.2, in the dialect of SAP's samples.
import { catalog, urn, type AttributeRules } from './attributes';

export interface PathStep {
	name: string;
	/** What the filter in square brackets requires, e.g. { type: 'work' }. */
	conditions: Record<string, string | boolean>;
}

export interface ScimPath {
	schema: string;
	/** Empty when the path names a whole extension. */
	steps: PathStep[];
}

const schemas = Object.keys(catalog);

/**
 * Splits a path, e.g. 'emails[type eq "work"].value' or 'urn:…:spend:2.0:Approver:report[0].approver'.
 * A path of a schema that is not in the catalog is read as one of the core schema.
 */
export function parsePath(path: string): ScimPath {
	const schema =
		schemas.find((known) => path === known || path.startsWith(`${known}:`)) ?? urn.core;
	const rest = path.startsWith(schema) ? path.slice(schema.length + 1) : path;
	const steps = rest.match(/[^.[\]]+(\[(?:"(?:[^"\\]|\\.)*"|[^\]"])*\])?/g) ?? [];
	return { schema, steps: steps.map(parseStep) };
}

function parseStep(text: string): PathStep {
	const [, name = text, filter = ''] = /^([^[]+)(?:\[(.*)\])?$/s.exec(text) ?? [];
	const conditions: PathStep['conditions'] = {};
	const terms = filter.matchAll(/([\w.]+) eq (?:"((?:[^"\\]|\\.)*)"|(true|false))/gi);
	for (const [, attribute = '', quotedText = '', flag] of terms) {
		conditions[attribute] =
			flag === undefined ? quotedText.replace(/\\(.)/g, '$1') : flag.toLowerCase() === 'true';
	}
	return { name, conditions };
}

/** Returns the path without its filters, as the catalog spells it: 'emails.value'. */
export function attributePath(steps: PathStep[]): string {
	return steps.map((step) => step.name).join('.');
}

/** Returns the rules of the attribute at a path, or undefined when SAP Concur has no such attribute. */
export function rulesAt(path: ScimPath): AttributeRules | undefined {
	return catalog[path.schema]?.[attributePath(path.steps)];
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
