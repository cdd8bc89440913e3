// Why SAP Concur rejected a part of a user, in the words of the forms: what stands in `why`. SAP Concur's own text stays in `errors`.
import partition from 'lodash/partition';
import uniq from 'lodash/uniq';
import { extensions } from '../schema/attributes';
import { quoted } from '../schema/fieldIssue';
import { labelOf } from '../schema/labelOf';
import { isIdentity, type Notice, type Rejection } from './statusMessages';

/** What a message says about the field in front of it. */
const words: Array<[RegExp, string]> = [
	// Documented for "Size" (v4.user-provisioning, Provision Status); the other words follow it.
	[/^Invalid '.*' Size$/i, 'SAP Concur rejects the length of the value'],
	[/^Invalid '.*' (Type|Format)$/i, 'SAP Concur rejects the form of the value'],
	[/^Invalid '.*' Characters$/i, 'SAP Concur rejects a character of the value'],
	[/^Invalid '.*' Value$/i, 'SAP Concur rejects the value'],
	[/^Missing required attribute\b/i, 'SAP Concur requires a value'],
	// Seen in real traffic (api-facts 9).
	[/^Invalid List Item\b/i, 'the value is not in the list of SAP Concur'],
	[/^Invalid User ID\b/i, 'SAP Concur does not know this user'],
	[/^Invalid Permissions\b.*:Approver:/i, 'this user lacks the approver role'],
	// SAP: v4.user-provisioning, Spend Delegate.
	[/^Invalid Permissions\b.*:Delegate:/i, 'this user cannot be a delegate'],
	[/^Invalid Permissions\b/i, 'SAP Concur does not allow the value for this user'],
	[/^'.*' cannot be updated$/i, 'SAP Concur cannot change this value'],
	[/^Request is unparsable\b/i, 'SAP Concur could not read this part of the data'],
	// SAP KBA 3587183.
	[/^Principal with lookup type '/i, 'SAP Concur already has a user with this value'],
];

type Reported = Pick<Notice, 'field' | 'message'> & Partial<Pick<Rejection, 'extension' | 'sent'>>;

/** A message as one sentence: the label, what is wrong and, where it is known, what was sent. Pure. */
export function reasonOf({ extension, field, message, sent }: Reported): string {
	const known = words.find(([pattern]) => pattern.test(message))?.[1];
	const text = known ?? withLabels(message);
	const label = labelFor(field, extension);
	const isNamed = label === '' || (!known && text.includes(label));
	const named = isNamed ? text : `${label}: ${text}`;
	// The nodes' own sentences say themselves what was sent.
	const isSaid = sent === undefined || sent === '' || text.includes('(sent:');
	return isSaid ? named : `${named} (sent: ${quoted(sent)})`;
}

/** The part of the user stands in front of an attribute that has no label; the person named in a list needs no more than it. */
function labelFor(field: string, extension?: string): string {
	const part = partLabel(extension);
	if (field === '' || field === 'approver' || field === 'delegate') return part || field;
	return part === '' || /^[A-Z]/.test(field) ? field : `${part}, ${field}`;
}

/** Reasons that a sentence can name and stay readable. */
const mostReasons = 3;

/** What has to be corrected, as one sentence; what only follows from it is left out. Empty without any error. */
export function reasonsOf(errors: Rejection[]): string {
	const reasons = uniq(causesFirst(errors).causes.map(reasonOf));
	const more = reasons.length - mostReasons;
	return [...reasons.slice(0, mostReasons), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** What to do about all errors of a user: one cure, because nobody follows several at once. Empty without any error. */
export function cureOf(errors: Rejection[]): string {
	const [cure = '', ...others] = uniq(causesFirst(errors).causes.map(({ hint }) => hint));
	return others.length === 0 ? cure : 'Correct each of these values.';
}

/**
 * Sets what follows from another error behind what has to be corrected. An error follows from another one if it names no
 * field and its part depends on the part of the other one. SAP: v4.user-provisioning, Dependencies (api-facts 8.2).
 */
export function causesFirst<One extends Notice>(errors: One[]): { causes: One[]; effects: One[] } {
	const [effects, causes] = partition(
		errors,
		(error) => namesNoField(error) && errors.some((other) => dependsOn(error, other)),
	);
	return { causes, effects };
}

/** The label of an extension; empty for one that is not known. */
export const partLabel = (name = '') => knownPart(name)?.label ?? '';

const knownPart = (name: string) =>
	Object.values(extensions).find(({ shortName }) => shortName === name);

const namesNoField = ({ field, extension }: Notice) =>
	field === '' || field === partLabel(extension);

function dependsOn({ extension }: Notice, { extension: other }: Notice): boolean {
	if (extension === '' || extension === other || isIdentity(extension)) return false;
	return isIdentity(other) || (other === 'spend.User' && knownPart(extension)?.area === 'spend');
}

/** SAP's text with labels in place of its paths. */
function withLabels(message: string): string {
	return message.replace(
		/'(urn:[^']*)'|\[(urn:.*)\]|(urn:[^\s[]*(?:\[[^\]]*\][^\s[]*)*\w)/g,
		(_, ...paths: unknown[]) => {
			const path = paths.find((found) => typeof found === 'string' && found.startsWith('urn:'));
			return `"${labelOf(String(path))}"`;
		},
	);
}
