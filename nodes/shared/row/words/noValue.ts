import { quoted } from '../../schema/fieldIssue';
import type { FlatField } from '../../schema/flatFields';

/** A dash or two, as a report shows an empty cell. */
const dashes = /^[-‐‑‒–—―−]+$/;
const notApplicable = /^(?:n\.? ?\/ ?a\.?|n\.a\.|k\. ?a\.|s\/o|s\/d)$/i;

/** What reports, sheets and databases write into an empty cell, in four languages. NA is the country Namibia. */
const words = new Set([
	...['none', '(none)', '(blank)', '(empty)', 'not applicable'],
	...['keine angabe', 'nicht zutreffend', '(leer)'],
	...['sans objet', 'non applicable', '(vide)'],
	...['no aplica', '(en blanco)', '(vacío)'],
]);

/** Null is a name, but not so of a department; as databases write it. */
const nulls = new Set(['null', 'NULL', '(null)', '<null>', '<NULL>']);

/** Whether a cell holds only what stands for an empty one in most fields, such as a dash or N/A. */
export const standsForNone = (sent: unknown) => isDash(sent) || isWord(sent);

const isDash = (sent: unknown) => typeof sent === 'string' && dashes.test(sent.trim());

function isWord(sent: unknown): boolean {
	if (typeof sent !== 'string') return false;
	const text = sent.trim();
	return notApplicable.test(text) || words.has(text.toLowerCase());
}

const isNull = (sent: unknown) => typeof sent === 'string' && nulls.has(sent.trim());

/** Without them there is no user, so that a mark is a mistake: it is refused, or it is the only name of a person. */
const needed = new Set(['userName', 'employeeNumber', 'givenName', 'familyName', 'workEmail']);

/** A dash can mean no: what these fields say is refused as it is. */
const yesOrNo = new Set<unknown>(['status', 'product', 'role']);

/** A list of the company can have N/A or NONE among its codes. */
const ofCompany = /^(?:custom|orgUnit)\d/;

/**
 * The notice that a value stands for an empty cell and is not sent, as a blank one is not; undefined for any other value,
 * and where a field cannot do without one.
 */
export function noValueIn(
	{ id, scimPath, rules, valueKind }: FlatField,
	sent: unknown,
): string | undefined {
	if (needed.has(id) || yesOrNo.has(valueKind) || rules.type === 'boolean') return undefined;
	const isListed = ofCompany.test(id);
	const isNone =
		isDash(sent) || (!isListed && (isWord(sent) || (isNull(sent) && !/name/i.test(scimPath))));
	if (!isNone) return undefined;
	return `${quoted(sent)} stands for "no value", so nothing is sent`;
}
