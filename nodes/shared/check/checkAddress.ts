// This room finds what SAP Concur is known to reject in a user document, before it is sent.
// It neither reads rows nor builds documents, and it imports only row and schema.
import uniq from 'lodash/uniq';
import { isJsonObject, type AttributeRules, type JsonObject } from '../schema/attributes';
import type { FieldIssue, Finding } from '../schema/fieldIssue';
import { fieldAt, labelOf } from '../schema/labelOf';
import { filterOf } from '../schema/scimPath';

const checkExpression =
	'Check the expression that makes this value: a column that it uses is empty or has another name.';

const removePoint =
	'Remove the extra point. An expression leaves it where one of its columns is empty.';

const missing: Finding = {
	problem: 'contains "null" in place of a missing value',
	cure: checkExpression,
};

/**
 * Finds what is wrong with an email address or with a login that has to look like one. What wraps an address in exports and
 * mail programs is not cut off, because two addresses can stand in one cell.
 */
export function addressFinding({ format }: AttributeRules, value: string): Finding | undefined {
	if ((format !== 'email' && format !== 'user@domain') || isAddress(value)) return undefined;
	const addresses = addressesIn(value);
	if (addresses.length > 1) {
		return { problem: 'contains more than one address', cure: 'Enter one address only.' };
	}
	const isEmail = format === 'email';
	const what = isEmail ? 'is not an email address' : 'must have the form name@domain';
	const useAddress = `Use ${isEmail ? 'an address' : 'a login name'} such as jane.doe@example.com.`;
	const [wrapped] = addresses;
	if (wrapped !== undefined && isWrapping(value.replace(wrapped, ''))) {
		return { problem: what, cure: `Send the address alone. Did you mean "${wrapped}"?` };
	}
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
