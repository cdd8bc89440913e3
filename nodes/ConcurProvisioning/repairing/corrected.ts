import mapValues from 'lodash/mapValues';
import union from 'lodash/union';
import type { UserDocument } from '../../shared/person/userDocument';
import { isJsonObject, urn, type JsonObject } from '../../shared/schema/attributes';
import { isSameEntry } from '../../shared/schema/listEntries';

/**
 * What was to be sent, with the corrections in the place of what they correct. Of a list, they correct the entry of the same
 * kind: the work email, the primary approver, a role by its name; products are only added. Pure.
 */
export function corrected(document: UserDocument, corrections: UserDocument): UserDocument {
	const whole = withParts(document, corrections);
	const extensions = Object.keys(whole).filter((key) => key.startsWith('urn:'));
	return { ...whole, schemas: [urn.core, ...extensions] } as UserDocument;
}

const withParts = (content: JsonObject, corrections: JsonObject): JsonObject => ({
	...content,
	...mapValues(corrections, (value, name) => correctedValue(name, content[name], value)),
});

/** Objects of several values; every other object stands for one thing, such as a manager, and is corrected as a whole. */
const ofSeveralValues = ['name', 'permissions', 'adp'];

function correctedValue(name: string, value: unknown, correction: unknown): unknown {
	if (Array.isArray(value) && Array.isArray(correction)) {
		return correctedList(name, value, correction);
	}
	const hasParts = name.startsWith('urn:') || ofSeveralValues.includes(name);
	const isMerged = hasParts && isJsonObject(value) && isJsonObject(correction);
	return isMerged ? withParts(value, correction) : correction;
}

function correctedList(name: string, list: unknown[], corrections: unknown[]): unknown[] {
	// Each product has a field of its own, which says nothing of the others.
	if (name === 'entitlements') return union(list, corrections);
	const [entries, correct] = [list.filter(isJsonObject), corrections.filter(isJsonObject)];
	if (entries.length === 0) return corrections;
	const others = entries.filter((entry) => !correct.some((one) => isSameEntry(name, one, entry)));
	const merged = correct.map((one) => {
		const known = entries.find((entry) => isSameEntry(name, one, entry));
		return known ? withParts(known, one) : one;
	});
	return [...others, ...merged];
}
