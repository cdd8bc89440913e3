import type { IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import { comparable, valuesOf, type Key } from '../../concur/existing/keys';
import type { IdentityUser } from '../../concur/identitySearch';
import { itemError } from '../../run/nodeError';
import { quoted } from '../../schema/fieldIssue';
import { nouns, type RowKeys } from './whoIsThere';

/** A row that is to be sent, and the user whom it is about if that user is there. */
interface Candidate {
	keys: RowKeys;
	user?: IdentityUser;
}

/**
 * Finds rows that share a user or a key. Of rows about one person, the first one goes, and so it does for somebody new, as in
 * Create. Where they contradict each other about a user who is there, only the one goes that agrees with SAP Concur, otherwise
 * none: which of them is right, only the person who made them can say.
 * @returns what is wrong, by item
 */
export function repeatedRows(
	this: IExecuteFunctions,
	candidates: ReadonlyMap<number, Candidate>,
): Map<number, NodeOperationError> {
	const first = new Map<string, number>();
	const errors = new Map<number, NodeOperationError>();
	for (const [itemIndex, candidate] of candidates) {
		const names = namesOf(candidate);
		for (const [name, key] of names) {
			const row = first.get(name);
			if (row === undefined || row === itemIndex) continue;
			const other = candidates.get(row);
			const contrary = other && contraryKind(candidate, other);
			if (!contrary) {
				if (!errors.has(itemIndex)) errors.set(itemIndex, sameUser.call(this, itemIndex, row, key));
				continue;
			}
			const isOwn = candidate.user !== undefined && agrees(candidate);
			if (!isOwn || agrees(other)) {
				errors.set(itemIndex, twoPeople.call(this, itemIndex, row, key, contrary));
			}
			if (candidate.user && !agrees(other)) {
				errors.set(row, twoPeople.call(this, row, itemIndex, key, contrary));
				first.set(name, itemIndex);
			}
		}
		for (const [name] of names) if (!first.has(name)) first.set(name, itemIndex);
	}
	return errors;
}

const keysOf = ({ keys: { match, unique, ifNew }, user }: Candidate): Key[] =>
	[...unique, match ?? [], user ? [] : (ifNew ?? [])].flat();

function namesOf(candidate: Candidate): Array<[name: string, key: Key]> {
	const keys = keysOf(candidate);
	const named = keys.map((key): [string, Key] => [`${key.kind} ${comparable(key.value)}`, key]);
	const { user } = candidate;
	const [own] = keys;
	return user && own ? [...named, [`id ${user.id}`, own]] : named;
}

/** Whether all keys of a row are those that its user has in SAP Concur; a user who has none has no other. */
function agrees({ keys: { unique }, user }: Candidate): boolean {
	return unique.every(({ kind, value }) => {
		const [theirs] = user ? (valuesOf(user, kind) ?? []) : [];
		return theirs === undefined || comparable(theirs) === comparable(value);
	});
}

/** The kind of key in which two rows differ, so that they are not about one person. */
function contraryKind(one: Candidate, other: Candidate): Key['kind'] | undefined {
	const theirs = new Map(other.keys.unique.map(({ kind, value }) => [kind, comparable(value)]));
	const differing = one.keys.unique.find(({ kind, value }) => {
		const known = theirs.get(kind);
		return known !== undefined && known !== comparable(value);
	});
	return differing?.kind;
}

function sameUser(
	this: IExecuteFunctions,
	itemIndex: number,
	row: number,
	{ kind }: Key,
): NodeOperationError {
	const message = `This row is for the same user as row ${row + 1}: both have the same ${nouns[kind]}`;
	const cure =
		'Send one row for each user. The Remove Duplicates node can drop the others before this node.';
	return itemError.call(this, itemIndex, message, cure);
}

function twoPeople(
	this: IExecuteFunctions,
	itemIndex: number,
	row: number,
	{ kind, value }: Key,
	contrary: Key['kind'],
): NodeOperationError {
	const message = `This row is for the same user as row ${row + 1}: both have the ${nouns[kind]} ${quoted(value)}, but the ${nouns[contrary]} differs`;
	const cure = `Correct the ${nouns[kind]} or the ${nouns[contrary]} of one of the two rows.`;
	return itemError.call(this, itemIndex, message, cure);
}
