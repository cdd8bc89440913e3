// Requests and responses with their structure, and without what says something about a person. Pure.
import { isJsonObject, urn, type JsonObject } from '../../schema/attributes';
import { attributePath, parsePath } from '../../schema/scimPath';
import { filterValuesIn } from './filterValues';
import type { TextMask } from './maskedText';
import {
	isKnownWord,
	isName,
	isOpenValue,
	isStatement,
	shapeOf,
	type Kind,
	type Place,
} from './openValues';

type Leaf = string | number;

/** What a response holds below that is left out. */
const deepest = 20;
/** Entries of a list. */
const most = 100;

const start: Place = { schema: urn.core, path: '', key: '' };

interface Visitor {
	leaf(leaf: Leaf, place: Place): unknown;
	key(key: string): string;
}

/** The same JSON with all keys, texts, and numbers replaced; yes, no, and nothing stay. */
function mapLeaves(value: unknown, visitor: Visitor, place = start, depth = 0): unknown {
	if (typeof value === 'string' || typeof value === 'number') return visitor.leaf(value, place);
	if (typeof value !== 'object' || value === null) return value;
	if (depth > deepest) return '...';
	if (Array.isArray(value)) {
		const shown = value.slice(0, most).map((one) => mapLeaves(one, visitor, place, depth + 1));
		return value.length > most ? [...shown, `... (${value.length - most} more)`] : shown;
	}
	const own = value as JsonObject;
	return Object.fromEntries(
		Object.entries(own).map(([key, part]) => [
			visitor.key(key),
			mapLeaves(part, visitor, placeOf(place, key, own), depth + 1),
		]),
	);
}

/** Where the value of a key stands; the value of a change stands where its path leads. */
function placeOf({ schema, path }: Place, key: string, { path: changed, op }: JsonObject): Place {
	if (key.startsWith('urn:')) return { schema: key, path: '', key };
	if (key === 'value' && typeof op === 'string') {
		const { schema: target, steps } = parsePath(typeof changed === 'string' ? changed : '');
		return { schema: target, path: attributePath(steps), key };
	}
	// Users stand below these, in a bulk request and in a list.
	if (['Operations', 'Resources', 'data'].includes(key)) return { ...start, key };
	return { schema, path: path === '' ? key : `${path}.${key}`, key };
}

/**
 * The JSON with its structure, its keys, and the values that are open; all others by their shape.
 * @param mask for sentences, filters, and paths
 */
export function maskedJson(value: unknown, kind: Kind, mask: TextMask): unknown {
	const leaf = (own: Leaf, place: Place) => {
		if (isOpenValue(place, own)) return own;
		if (isStatement(place, kind)) {
			const text = maskedStatement(String(own), mask);
			return text === String(own) ? own : text;
		}
		return typeof own === 'string' ? shapeOf(own) : Number(shapeOf(String(Math.trunc(own))));
	};
	return mapLeaves(value, { leaf, key: (key) => maskedKey(key, mask) });
}

/** A key that is not written as an attribute is, such as a name or a number, can be about somebody. */
function maskedKey(key: string, mask: TextMask): string {
	if (isName(key)) return key;
	const [path = ''] = key.split('[');
	const isAttribute =
		/^[A-Za-z_$@][\w-]*$/.test(path) ||
		/^urn:[\w.:-]+$/.test(path) ||
		(/^[\w.:]+$/.test(path) && isKnownWord(path.split(/\W/, 1)[0] ?? ''));
	return isAttribute ? maskedStatement(key, mask) : shapeOf(key.slice(0, longestText));
}

/** A sentence; of a long one the beginning, less its end, because half of a value is not recognized. */
function maskedStatement(text: string, mask: TextMask): string {
	if (text.length <= longestJson) return mask(text);
	return `${mask(text.slice(0, longestJson)).slice(0, -longestText)} ... (cut)`;
}

/** The values of people in a request, as texts: all that are not open, and what its filters search by. */
export function personalIn(value: unknown): string[] {
	const found = new Set<string>();
	const note = (text: string) => {
		found.add(text);
		const [name = '', domain] = text.split('@');
		if (domain !== undefined) found.add(name);
	};
	const leaf = (own: Leaf, place: Place) => {
		if (isOpenValue(place, own)) return;
		if (!isStatement(place, 'request')) note(String(own));
		else if (typeof own === 'string') literalsIn(own).forEach(note);
	};
	mapLeaves(value, { leaf, key: (key) => key });
	return [...found];
}

/** What a filter compares with, and what stands in quotation marks in it or in the path of a change. */
function literalsIn(filter: string): string[] {
	const quoted = [...filter.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text);
	const compared = filterValuesIn(filter).map(({ value }) => value);
	return [...quoted, ...compared].map((text) => text.replace(/\\(.)/g, '$1'));
}

/** A response's body as a text: JSON masked, of an HTML page the title only, and another text masked and cut. */
export function maskedBody(body: unknown, mask: TextMask): string {
	if (body === undefined || body === null || body === '') return '(empty)';
	const parsed = typeof body === 'string' ? parsedFrom(body) : body;
	if (typeof parsed !== 'string') return written(maskedJson(parsed, 'response', mask));
	if (/<html|<!doctype/i.test(parsed.slice(0, 1000))) {
		const title = /<title[^>]*>([^<]+)/i.exec(parsed.slice(0, longestJson))?.[1]?.trim() ?? 'none';
		return `(an HTML page of ${parsed.length} characters; its title: ${mask(title).slice(0, 200)})`;
	}
	// Cut behind the end of what is shown, because half of a value is not recognized.
	return cut(mask(parsed.slice(0, longestJson)), longestText);
}

const longestText = 1000;
const longestJson = 20_000;

/** JSON in lines, small objects in one line each, cut where it is very long. */
export function written(json: unknown): string {
	const inLines = JSON.stringify(json, null, 2);
	return cut(inLines.replace(/\{\n\s*([^{}[\]]{1,200}?)\n\s*\}/g, inOneLine), longestJson);
}

const inOneLine = (_object: string, content: string) => `{ ${content.replace(/\n\s*/g, ' ')} }`;

const cut = (text: string, longest: number) =>
	text.length > longest ? `${text.slice(0, longest)} ... (cut)` : text;

function parsedFrom(text: string): unknown {
	try {
		const parsed: unknown = JSON.parse(text);
		return isJsonObject(parsed) || Array.isArray(parsed) ? parsed : text;
	} catch {
		return text;
	}
}
