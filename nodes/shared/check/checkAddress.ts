// This room finds what SAP Concur is known to reject in a user document, before it is sent.
// It neither reads rows nor builds documents, and it imports only row and schema.
import uniq from 'lodash/uniq';
import { checkExpression } from '../row/damage/damagedValues';
import { isJsonObject, type AttributeRules, type JsonObject } from '../schema/attributes';
import type { FieldIssue, Finding } from '../schema/fieldIssue';
import { fieldAt, labelOf } from '../schema/labelOf';
import { filterOf } from '../schema/scimPath';

const removePoint =
	'Remove the extra point. An expression leaves it where one of its columns is empty.';

const missing: Finding = {
	problem: 'contains "null" in place of a missing value',
	cure: checkExpression,
};

/** What an attribute's format asks for, in words; undefined for one that is no address. */
function wordsOf({ format }: AttributeRules): { what: string; useAddress: string } | undefined {
	const useSuch = (what: string) => `Use ${what} such as jane.doe@example.com.`;
	if (format === 'email')
		return { what: 'is not an email address', useAddress: useSuch('an address') };
	if (format !== 'user@domain') return undefined;
	return { what: 'must have the form name@domain', useAddress: useSuch('a login name') };
}

/**
 * Finds an address with something around it, or several, in an email or a login. What wraps an address in exports and mail
 * programs is not cut off, because two addresses can stand in one cell.
 */
export function wrappedFinding(rules: AttributeRules, value: string): Finding | undefined {
	const words = wordsOf(rules);
	if (!words || isAddress(value)) return undefined;
	const [address, ...others] = addressesIn(value);
	if (address === undefined) return undefined;
	if (others.length > 0) {
		return { problem: 'contains more than one address', cure: 'Enter one address only.' };
	}
	if (!isWrapping(value.replace(address, ''))) return undefined;
	return { problem: words.what, cure: `Send the address alone. Did you mean "${address}"?` };
}

/** Finds what is wrong with an email address or with a login that has to look like one. */
export function addressFinding(rules: AttributeRules, value: string): Finding | undefined {
	const words = wordsOf(rules);
	if (!words || isAddress(value)) return undefined;
	const { what, useAddress } = words;
	const [local = '', domain = '', ...more] = value.split('@');
	if (local === '' || domain === '' || more.length > 0 || /\s/.test(value)) {
		return { problem: what, cure: useAddress };
	}
	if (domain.toLowerCase() === 'null') return missing;
	if (value.split(/[.@]/).includes('')) {
		return { problem: 'has an empty part', cure: removePoint };
	}
	return domain.includes('.')
		? { problem: what, cure: useAddress }
		: { problem: 'has an incomplete domain', cure: useAddress };
}

function isAddress(text: string): boolean {
	const [local = '', domain = '', ...more] = text.split('@');
	const labels = domain.split('.');
	return (
		more.length === 0 &&
		labels.length > 1 &&
		local.split('.').every((part) => /^[^\s<>()[\],;:"\\]+$/.test(part)) &&
		labels.every((label) => /^[\p{L}\p{M}\p{N}_-]+$/u.test(label) && !/^-|-$/.test(label)) &&
		/\p{L}/u.test(labels.at(-1) ?? '')
	);
}

/** The addresses that stand in a text, without mailto:, brackets, quotation marks and separators. */
function addressesIn(text: string): string[] {
	const parts = text.split(/[\s<>()[\],;"]/).filter((part) => part.includes('@'));
	const bare = parts.map((part) =>
		part
			.replace(/^mailto:/i, '')
			.replace(/^'/, '')
			.replace(/\?.*$/, '')
			.replace(/['.:]$/, ''),
	);
	return uniq(bare.filter(isAddress));
}

/** What may stand around an address and belongs to no name: signs, or a whole name before an address in brackets. */
const isWrapping = (text: string) =>
	text.includes('<') || !/[\p{L}\p{N}]/u.test(text.replace(/mailto:/i, ''));

/**
 * Finds "null" in the name part of logins and emails: an expression writes it for an empty column. It is genuine where the
 * person is called so.
 */
export function checkMissingParts(document: JsonObject): FieldIssue[] {
	const { name, emails, userName } = document;
	const names = isJsonObject(name) ? Object.values(name) : [];
	if (names.some((part) => String(part).toLowerCase() === 'null')) return [];
	const entries = Array.isArray(emails) ? emails.filter(isJsonObject) : [];
	const values = [
		{ path: 'userName', sent: userName },
		...entries.map(({ type, value }) => ({
			path: `emails${typeof type === 'string' ? filterOf({ type }) : ''}.value`,
			sent: value,
		})),
	];
	return values
		.filter(({ sent }) => hasMissingPart(sent))
		.map(({ path, sent }) => {
			const cure = `${checkExpression} If the person is called so, send the last name as well.`;
			return { fieldId: fieldAt(path)?.id, label: labelOf(path), sent, ...missing, cure };
		});
}

function hasMissingPart(sent: unknown): boolean {
	// addressFinding has said what is wrong with another text.
	if (typeof sent !== 'string' || !isAddress(sent)) return false;
	const [local = '', domain = ''] = sent.toLowerCase().split('@');
	return local.split(/[._-]/).includes('null') || domain.endsWith('.null');
}
