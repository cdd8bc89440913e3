// Compares an answer with the sample of a page. Ids, times and hosts of the sample stand for those of the simulator.
import type { Json, Sample } from './sample.mts';

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
/** {datacenterURI} and the hosts of the samples are all one host: open-questions 45 */
const origin = /^https?:\/\/(?:\{datacenterURI\}|[\w-]+\.api\.concursolutions\.com)/i;

/** Made by the server at each request: only the shape can be compared. */
const madeByTheServer = new Set([
	'created',
	'lastModified',
	'completed',
	'version',
	'correlationId',
	'access_token',
	'refresh_token',
	'id_token',
	'scope',
	'nextCursor',
]);

/** What the documented ids and words stand for in one replay. */
export class Bindings {
	private readonly values = new Map<string, string>();

	constructor(private readonly url: string) {}

	bind(documented: string, actual: string): void {
		this.values.set(documented.toLowerCase(), actual);
	}

	/** Puts the simulator's ids and words in the place of documented ones, at any depth. */
	apply<T>(value: T): T {
		if (typeof value === 'string') return this.applyTo(value) as T;
		if (Array.isArray(value)) return value.map((item: unknown) => this.apply(item)) as T;
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(
			Object.entries(value).map(([key, member]) => [key, this.apply<unknown>(member)]),
		) as T;
	}

	/** True when the text is the documented one; a documented UUID seen for the first time is bound. */
	matches(documented: string, actual: string): boolean {
		if (documented === actual) return true;
		const expected = lowerOrigin(this.applyTo(documented.replace(origin, this.url)));
		const text = lowerOrigin(actual);
		if (expected === text) return true;
		const unbound = [...expected.matchAll(uuid)].map(([id]) => id.toLowerCase());
		if (unbound.length === 0 || unbound.every((id) => this.isActual(id))) return false;
		const pattern = expected.split(uuid).map(escaped).join('([0-9a-f-]{36})');
		const found = new RegExp(`^${pattern}$`, 'i').exec(text);
		if (!found) return false;
		return unbound.every((id, index) => {
			if (this.isActual(id)) return found[index + 1]!.toLowerCase() === id;
			const known = this.values.get(id);
			this.bind(id, found[index + 1]!);
			return known === undefined || known === found[index + 1];
		});
	}

	private applyTo(text: string): string {
		const whole = this.values.get(text.toLowerCase());
		return whole ?? text.replace(uuid, (id) => this.values.get(id.toLowerCase()) ?? id);
	}

	private isActual(id: string): boolean {
		return [...this.values.values()].some((value) => value.toLowerCase() === id);
	}
}

/** RFC 3986 6.2.2.1: scheme and host have no case (open-questions 15). */
function lowerOrigin(text: string): string {
	return text.replace(/^https?:\/\/[^/]+/i, (found) => found.toLowerCase());
}

function escaped(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/**
 * Compares answer and sample.
 *
 * @param known Members that some page of SAP knows at this place of such an answer.
 * @returns One line for each difference; empty when the answer is like the sample.
 */
export function differences(
	sample: Sample,
	answer: unknown,
	bindings: Bindings,
	known: (path: string) => boolean,
): string[] {
	const found: string[] = [];
	const { body } = sample.response;
	if (body !== undefined) compare(body, answer, []);
	rejectUnknown(answer, []);
	return found;

	function compare(expected: unknown, actual: unknown, names: string[]): void {
		const path = names.join('.');
		const report = () =>
			found.push(`${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
		if (isNothing(expected)) {
			// SAP's documents mix null, [], "" and absent for "not set" (api-facts 5, 6).
			if (!isNothing(actual)) report();
		} else if (sample.omits?.includes(path)) {
			return;
		} else if (sample.free?.includes(path)) {
			if (actual !== null && kindOf(actual) !== kindOf(expected)) report();
		} else if (Array.isArray(expected)) {
			if (Array.isArray(actual)) compareLists(expected, actual, names);
			else report();
		} else if (typeof expected === 'object') {
			if (kindOf(actual) !== 'object') report();
			else
				for (const [name, member] of Object.entries(expected as Json))
					compare(member, (actual as Json)[name], [...names, name]);
		} else if (typeof expected === 'string' && typeof actual === 'string') {
			if (!isLike(expected, actual, names.at(-1) ?? '')) report();
		} else if (madeByTheServer.has(names.at(-1) ?? '') && typeof expected !== 'boolean') {
			if (kindOf(actual) !== kindOf(expected)) report();
		} else if (expected !== actual) report();
	}

	function isLike(expected: string, actual: string, name: string): boolean {
		if (!madeByTheServer.has(name)) return bindings.matches(expected, actual);
		const isTime = /^\d{4}-\d{2}-\d{2}T/.test(expected);
		return isTime ? digitless(expected) === digitless(actual) : actual.length > 0;
	}

	function compareLists(expected: unknown[], actual: unknown[], names: string[]): void {
		const path = names.join('.');
		const isElided = sample.elided?.includes(path) ?? false;
		if (isElided ? actual.length < expected.length : actual.length !== expected.length)
			found.push(`${path}: expected ${expected.length} entries, got ${actual.length}`);
		if (expected.every((item) => typeof item === 'string')) {
			for (const item of expected)
				if (!actual.some((other) => typeof other === 'string' && bindings.matches(item, other)))
					found.push(`${path}: ${JSON.stringify(item)} is missing`);
			return;
		}
		const key = keyOf(expected);
		expected.forEach((item, index) => {
			const partner = key
				? actual.find((other) => (other as Json)[key] === (item as Json)[key])
				: actual[index];
			if (partner === undefined) found.push(`${path}: ${JSON.stringify(item)} is missing`);
			else compare(item, partner, names);
		});
	}

	function rejectUnknown(actual: unknown, names: string[]): void {
		if (Array.isArray(actual)) {
			for (const item of actual) rejectUnknown(item, names);
		} else if (kindOf(actual) === 'object') {
			const holder = membersAt(body, names);
			for (const [name, member] of Object.entries(actual as Json)) {
				const inside = [...names, name];
				const memberPath = inside.join('.');
				const isShown = holder.has(name);
				if (sample.absent?.includes(memberPath) && !isNothing(member))
					found.push(`${memberPath}: must not be there`);
				else if (sample.exact && names[0] === 'Resources' && !isShown)
					found.push(`${memberPath}: was not asked for`);
				else if (!isShown && !known(memberPath))
					found.push(`${memberPath}: no page of SAP knows it`);
				else rejectUnknown(member, inside);
			}
		}
	}
}

/** Names of all members that a document has at a place, through every list on the way. */
export function membersAt(document: unknown, names: readonly string[]): Set<string> {
	let holders = [document].flat(Infinity);
	for (const name of names)
		holders = holders.flatMap((holder) => [(holder as Json | null)?.[name]].flat(Infinity));
	return new Set(
		holders.flatMap((holder) => (kindOf(holder) === 'object' ? Object.keys(holder as Json) : [])),
	);
}

/** The member by which entries of a list are told apart, so that their order does not matter. */
function keyOf(items: unknown[]): string | undefined {
	return ['name', 'schema', 'roleName', 'type', 'id'].find((key) =>
		items.every((item) => {
			const value = (item as Json | null)?.[key];
			return typeof value === 'string' && !new RegExp(uuid.source, 'i').test(value);
		}),
	);
}

function kindOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}

function isNothing(value: unknown): boolean {
	if (Array.isArray(value)) return value.length === 0;
	return value === undefined || value === null || value === '';
}

function digitless(text: string): string {
	return text.replace(/\d/g, '0');
}
