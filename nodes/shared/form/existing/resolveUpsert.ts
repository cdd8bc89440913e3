import omit from 'lodash/omit';
import uniq from 'lodash/uniq';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Area } from '../../check/purpose';
import { readUsers, type Key } from '../../concur/existing/readUsers';
import { pause } from '../../concur/pause';
import type { IdentityUser } from '../../concur/identitySearch';
import { parameterOf } from '../../run/parameters/parameterOf';
import { asNodeError, type NodeError } from '../../run/nodeError';
import { itemsAtOnce } from '../../run/operation';
import type { Resolved } from '../../run/turns/inTurn';
import { extensions, urn } from '../../schema/attributes';
import type { FieldIssue } from '../../schema/fieldIssue';
import { resolvePeople } from '../people/resolvePeople';
import { issuesError, type UserForm } from '../readUserDocument';
import { hasEnded, ofInactiveUser } from './inactive';
import { standardKind, type MatchKind } from './matchFields';
import { readParts } from './readParts';
import { repeatedRows } from './repeatedRows';
import { asChange } from './asChange';
import { asNewUser } from './asNewUser';
import { keysIn, whoIsThere, type RowKeys } from './whoIsThere';

/** What a row says about a user who is new, or who is there already. */
export interface UpsertForm extends UserForm {
	/** All of the user that the row can change; undefined for somebody who is new. */
	existing?: IdentityUser;
	/** Whether the manager is created in this run and so has no UUID yet. */
	managerIsNew?: true;
	/** Whether the person left before ever being in SAP Concur, so that nobody is created. */
	hasLeft?: true;
}

type Forms = ReadonlyMap<number, UserForm>;

/**
 * Makes the step of Create or Update that finds out who is in SAP Concur already, and whom the rows name: all rows together,
 * after all were read and before anything is sent.
 * @param area what the node writes, and so what is compared
 */
export function resolveUpsert(area: Area) {
	return async function (
		this: IExecuteFunctions,
		forms: Forms,
		earlier: { has(itemIndex: number): boolean },
	): Promise<Resolved<UpsertForm>> {
		const open = new Map([...forms].filter(([itemIndex]) => !earlier.has(itemIndex)));
		const done = [...forms].filter(([itemIndex]) => earlier.has(itemIndex));
		const failed = new Map<number, NodeError>();
		const met = await meet.call(this, open, area, failed);
		const whole = area === 'identity' ? met : await readParts.call(this, met, failed);
		const people = resolvePeople<UpsertForm>('upsert');
		const all = new Map([...done, ...whole].sort(([one], [other]) => one - other));
		const named = await people.call(this, all, earlier);
		const marked = new Map(
			[...named.forms].map(([itemIndex, form]) => {
				const isNew = named.waiting.has(itemIndex) || named.afterwards?.has(itemIndex) === true;
				return [itemIndex, form.existing && isNew ? withoutManager(form) : form] as const;
			}),
		);
		return { ...named, forms: marked, failed: new Map([...failed, ...named.failed]) };
	};
}

/** The rows with the users whom they are about; `failed` gets those of whom that is not clear. */
async function meet(
	this: IExecuteFunctions,
	forms: Forms,
	area: Area,
	failed: Map<number, NodeError>,
): Promise<Map<number, UpsertForm>> {
	const met = new Map<number, UpsertForm>();
	const keys = new Map(
		[...forms].map(([itemIndex, { document }]) => {
			const matchBy = parameterOf.call(this, 'matchBy', itemIndex, standardKind) as MatchKind;
			return [itemIndex, { matchBy, ...keysIn(document, matchBy) }] as const;
		}),
	);
	const wanted = [...keys.values()].flatMap(({ match, unique }) => [...unique, match ?? []].flat());
	const attributes = attributesIn([...forms.values()]);
	const usersOf = await readUsers(this, wanted, attributes).catch((error: Error) => () => error);
	const fail = (itemIndex: number, issue: FieldIssue) =>
		failed.set(itemIndex, issuesError.call(this, [issue], itemIndex));
	const repeated = repeatedRows.call(this, keys, usersOf);
	let taken = 0;
	for (const [itemIndex, form] of forms) {
		if (++taken % itemsAtOnce === 0) await pause(this, 0);
		const rowKeys = keys.get(itemIndex) as RowKeys & { matchBy: MatchKind };
		const error = errorIn(rowKeys, usersOf);
		if (error) {
			failed.set(itemIndex, asNodeError.call(this, error));
			continue;
		}
		const { match, user, issue } = whoIsThere(
			rowKeys,
			rowKeys.matchBy,
			(key) => usersOf(key) as IdentityUser[],
		);
		if (issue) {
			fail(itemIndex, issue);
			continue;
		}
		const repetition = repeated(itemIndex);
		if (repetition) {
			failed.set(itemIndex, repetition);
			continue;
		}
		try {
			if (!user && hasEnded.call(this, form.document) && form.document.active !== true) {
				met.set(itemIndex, ofLeaver(form));
				continue;
			}
			if (!user) {
				met.set(itemIndex, await asNewUser.call(this, itemIndex, area, form));
				continue;
			}
			const ofUser = asChange(form, 'identity');
			const notices = [...form.notices, ...(form.depending?.ifThere ?? [])];
			const known = { ...ofUser, notices };
			const read = ofInactiveUser.call(this, itemIndex, known, user, match as Key);
			if ('problem' in read) fail(itemIndex, read);
			else met.set(itemIndex, { ...read, existing: user });
		} catch (caught) {
			failed.set(itemIndex, asNodeError.call(this, caught));
		}
	}
	return met;
}

/** An export lists people who left long ago; an account of their own would be none that anybody wants. */
function ofLeaver(form: UserForm): UpsertForm {
	const notice =
		'Not created: this person is not in SAP Concur, and the termination date has passed';
	return { ...form, references: [], notices: [...form.notices, notice], hasLeft: true };
}

function errorIn(
	{ match, unique }: RowKeys,
	usersOf: (key: Key) => IdentityUser[] | Error,
): Error | undefined {
	return [...unique, match ?? []]
		.flat()
		.map(usersOf)
		.find((users): users is Error => users instanceof Error);
}

/** What the rows can change, as a search names it: attributes that nobody asks for can be missing in its result. */
function attributesIn(forms: UserForm[]): string[] {
	const names = forms.flatMap(({ document }) => Object.keys(omit(document, 'schemas')));
	const ofIdentity = uniq(names).filter(
		(name) => !name.startsWith('urn:') || extensions[name]?.area === 'identity',
	);
	return uniq([...ofIdentity, urn.enterprise]);
}

/** The manager is set once that user is there; until then, the document has something that stands in. */
function withoutManager(form: UpsertForm): UpsertForm {
	const employment = omit(form.document[urn.enterprise] as IDataObject, 'manager');
	return {
		...form,
		document: { ...form.document, [urn.enterprise]: employment },
		managerIsNew: true,
	};
}
