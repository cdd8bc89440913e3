// Why SAP Concur rejected a part of a user, as one sentence: what stands in `why`. SAP Concur's own text stays in `errors`.
import partition from 'lodash/partition';
import uniq from 'lodash/uniq';
import { partLabel } from '../concur/messages/place';
import { isUnknown, saying } from '../concur/messages/explain';
import { isWhole, joined } from '../concur/messages/sentence';
import { extensions } from '../schema/attributes';
import { quoted } from '../schema/fieldIssue';
import { isIdentity, type Notice, type Rejection } from './statusMessages';

type Said = Pick<Notice, 'field' | 'message'> &
	Partial<Pick<Rejection, 'extension' | 'sent' | 'label' | 'details'>>;

/** A message with its label and what was sent: those of SAP Concur have them, those of the nodes mostly, too. Pure. */
export function reasonOf({
	extension,
	field,
	label = field,
	message,
	sent,
	details,
}: Said): string {
	if (details !== undefined) return message;
	const own = label || partLabel(extension);
	const named = own === '' || message.includes(own) ? message : `${own}: ${message}`;
	const isSaid = sent === undefined || sent === '' || message.includes('(sent:');
	return isSaid ? named : `${named} (sent: ${quoted(sent)})`;
}

/** What has to be corrected, as one sentence; what only follows from it is left out. Empty without any error. */
export const reasonsOf = (errors: Rejection[]): string =>
	joined(causesFirst(errors).causes.map(reasonOf));

/** What SAP Concur remarks although all went well, as one sentence. Empty without any. */
export const remarksOf = (warnings: Notice[]): string => joined(warnings.map(reasonOf));

/** What to do about all errors of a user: one cure, because nobody follows several at once. Empty without any error. */
export function cureOf(errors: Rejection[]): string {
	const { causes } = causesFirst(errors);
	const [cure = '', ...others] = uniq(causes.map(({ hint }) => hint));
	return others.length === 0
		? cure
		: `Correct each of these values.${saying(causes.filter(isUnknown))}`;
}

/**
 * Sets what follows from another error behind what has to be corrected. An error follows from another one if it names no
 * field and its part depends on the part of the other one. SAP: v4.user-provisioning, Dependencies (api-facts 8.2).
 */
export function causesFirst<One extends Notice>(errors: One[]): { causes: One[]; effects: One[] } {
	const [effects, causes] = partition(
		errors,
		(error) => isWhole(error) && errors.some((other) => dependsOn(error, other)),
	);
	return { causes, effects };
}

function dependsOn({ extension }: Notice, { extension: other }: Notice): boolean {
	if (extension === '' || extension === other || isIdentity(extension)) return false;
	return isIdentity(other) || (other === 'spend.User' && areaOf(extension) === 'spend');
}

const areaOf = (name: string) =>
	Object.values(extensions).find(({ shortName }) => shortName === name)?.area;
