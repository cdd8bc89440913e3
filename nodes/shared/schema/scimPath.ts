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

/** Characters. SAP's longest path has about 200; what is longer names no attribute, whatever stands in it. */
const longestPath = 1000;

/**
 * Splits a path, e.g. 'emails[type eq "work"].value' or 'urn:…:spend:2.0:Approver:report[0].approver'.
 * A path of a schema that is not in the catalog is read as one of the core schema, and one that is too long as a name.
 */
export function parsePath(path: string): ScimPath {
	if (path.length > longestPath) {
		return { schema: urn.core, steps: [{ name: path, conditions: {} }] };
	}
	const schema = schemaOf(path) ?? urn.core;
	const rest = path.startsWith(schema) ? path.slice(schema.length + 1) : path;
	return { schema, steps: splitSteps(rest).map(parseStep) };
}

/** The schema of the catalog that a path begins with. An event may join the attribute by a point (open-questions 35). */
export function schemaOf(path: string, joints = ':'): string | undefined {
	if (!path.startsWith('urn:')) return undefined;
	return schemas.find((known) => {
		const joint = path.charAt(known.length);
		return path.startsWith(known) && (joint === '' || joints.includes(joint));
	});
}

/** Splits at the points outside of filters, in one pass: an unsigned event can have brackets and quotes as it likes. */
function splitSteps(path: string): string[] {
	const steps: string[] = [];
	let start = 0;
	let isInFilter = false;
	let isInText = false;
	for (let at = 0; at < path.length; at++) {
		const character = path[at];
		if (isInText) {
			if (character === '\\') at++;
			else if (character === '"') isInText = false;
		} else if (isInFilter) {
			if (character === '"') isInText = true;
			else if (character === ']') isInFilter = false;
		} else if (character === '[') {
			isInFilter = true;
		} else if (character === '.') {
			steps.push(path.slice(start, at));
			start = at + 1;
		}
	}
	return [...steps, path.slice(start)].filter((step) => step !== '');
}

function parseStep(text: string): PathStep {
	const [name = '', ...filters] = text.split('[');
	const conditions: PathStep['conditions'] = {};
	// A term begins with a whole word: each letter of a long one would be a new beginning.
	const terms = filters
		.join('[')
		.matchAll(/(?<![\w.])([\w.]+) eq (?:"((?:[^"\\]|\\.)*)"|(true|false))/gi);
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
