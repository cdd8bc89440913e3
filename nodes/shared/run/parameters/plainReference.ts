// Most fields of a form only name a column of the item, and n8n's expression engine takes half a millisecond for each.
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isTool } from '../nodeError';

const name = String.raw`[\p{L}_$][\p{L}\p{N}_$]*`;
/** Without braces and backslashes, which n8n reads in its own way. */
const quoted = String.raw`"[^"\\{}\n\r]*"|'[^'\\{}\n\r]*'`;
const step = String.raw`\??\.${name}|(?:\?\.)?\[(?:${quoted})\]`;
/** A blank outside of the braces makes n8n return a text. */
const reference = new RegExp(String.raw`^=\{\{\s*\$json((?:${step})+)\s*\}\}$`, 'u');
const steps = new RegExp(String.raw`\??\.(${name})|\[(${quoted})\]`, 'gu');

/** Characters; nobody names a column in more. */
const longest = 500;

/** The way from the item's json to what an expression names, e.g. `['a', 'b']` for `={{ $json.a["b"] }}`. Pure. */
export function plainPath(expression: string): string[] | undefined {
	const [, way] = (expression.length <= longest && reference.exec(expression)) || [];
	if (way === undefined) return undefined;
	return [...way.matchAll(steps)].map(([, plain, inQuotes = '']) => plain ?? inQuotes.slice(1, -1));
}

/** What one run knows about an expression: the way, and whether n8n has returned the same. */
interface Known {
	path?: string[];
	isProven: boolean;
}

const runs = new WeakMap<object, Map<string, Known>>();

/**
 * The value of an expression that only names a column of the item, without n8n, where it is certainly what n8n returns: a text,
 * a number, a yes or no, null, or nothing. n8n evaluates each such expression once in a run, so that what it
 * forbids or reads in another way stays with it.
 * @returns undefined where n8n has to evaluate the expression
 */
export function readPlainly(
	this: IExecuteFunctions,
	expression: string,
	itemIndex: number,
): { value: unknown } | undefined {
	const known = knownOf.call(this, expression);
	const found = known.path && plainValue(this.getInputData()[itemIndex]?.json, known.path);
	if (!found || known.isProven) return found;
	if (!isSameByN8n.call(this, expression, itemIndex, found.value)) {
		delete known.path;
		return undefined;
	}
	known.isProven = true;
	return found;
}

function knownOf(this: IExecuteFunctions, expression: string): Known {
	const ofRun = runs.get(this) ?? new Map<string, Known>();
	runs.set(this, ofRun);
	const known = ofRun.get(expression);
	if (known) return known;
	// A tool of an agent gets its item in another way.
	const path = isTool.call(this) ? undefined : plainPath(expression);
	const made: Known = { path, isProven: false };
	ofRun.set(expression, made);
	return made;
}

function isSameByN8n(
	this: IExecuteFunctions,
	expression: string,
	itemIndex: number,
	value: unknown,
): boolean {
	try {
		return Object.is(this.evaluateExpression(expression.slice(1), itemIndex), value);
	} catch {
		// Such an expression fails for all items, and the caller hears it from n8n.
		return false;
	}
}

/** What stands at the end of a way through plain objects, if it is something that n8n returns as it is. Pure. */
export function plainValue(
	json: IDataObject | undefined,
	path: readonly string[],
): { value: unknown } | undefined {
	let value: unknown = json;
	for (const key of path) {
		if (!isPlainObject(value) || key in Object.prototype) return undefined;
		value = value[key];
	}
	return isPlain(value) ? { value } : undefined;
}

function isPlain(value: unknown): boolean {
	if (typeof value === 'number') return Number.isFinite(value);
	return value === null || ['string', 'boolean', 'undefined'].includes(typeof value);
}

/** Neither a list, nor a date, nor anything else with a life of its own. */
function isPlainObject(value: unknown): value is IDataObject {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}
