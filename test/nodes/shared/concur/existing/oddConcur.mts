// SAP Concur as a list of users, without HTTP, for thousands of readings: it answers as its pages say, and then a test spoils
// what it likes.
import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { Key } from '../../../../../nodes/shared/concur/existing/readUsers.ts';
import { urn } from '../../../../../nodes/shared/schema/attributes.ts';

export interface Person {
	id: string;
	userName: string;
	employeeNumber?: string;
	externalId?: string;
	email: string;
	/** Undefined without an expense profile. */
	ledgerCode?: string;
}

export const person = (n: number): Person => ({
	id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
	userName: `person${n}@example.com`,
	// Some have no number, and some share what may be shared.
	...(n % 7 === 0 ? {} : { employeeNumber: `N${n}` }),
	...(n % 3 === 0 ? { externalId: `X${n % 6}` } : {}),
	email: n % 5 === 0 ? 'shared@example.com' : `mail${n}@example.com`,
	...(n % 4 === 0 ? {} : { ledgerCode: `L${n}` }),
});

/** What a request is for, and its right response. */
export interface Asked {
	/** A search by keys or of the company, the list of expense profiles, or one of them. */
	kind: 'search' | 'company' | 'list' | 'profile';
	/** Of the requests of this kind, from 0 on; one that is repeated counts once. */
	index: number;
	status: number;
	body: unknown;
}

/** What comes back in place of the right response. */
export type Spoil = (asked: Asked) => { status: number; body: unknown };

const identityOf = ({ id, userName, employeeNumber, externalId, email }: Person) => ({
	id,
	userName,
	active: true,
	externalId: externalId ?? null,
	emails: [{ value: email, type: 'work' }],
	[urn.enterprise]: { employeeNumber: employeeNumber ?? null },
});

export const profileOf = ({ id, ledgerCode }: Person) => ({
	id,
	[urn.spendUser]: { ledgerCode },
});

const paths: Record<string, (person: Person) => string | undefined> = {
	userName: ({ userName }) => userName,
	externalId: ({ externalId }) => externalId,
	id: ({ id }) => id,
	'emails.value': ({ email }) => email,
	[`${urn.enterprise}:employeeNumber`]: ({ employeeNumber }) => employeeNumber,
};

/** Who has the key in truth. */
export function holdersIn(people: Person[], { kind, value }: Key): string[] {
	const path = { email: 'emails.value', employeeNumber: `${urn.enterprise}:employeeNumber` };
	const valueOf = paths[kind in path ? path[kind as 'email'] : kind]!;
	const isSame = (one?: string) => one?.toLowerCase() === value.toLowerCase();
	return people.filter((one) => isSame(valueOf(one))).map(({ id }) => id);
}

function matching(people: Person[], filter: string): Person[] {
	const conditions = filter.split(' or ').map((condition) => {
		const [, path = '', operator, value] = /^(\S+) (eq|pr)(?: "(.*)")?$/.exec(condition) ?? [];
		const valueOf = paths[path]!;
		return (one: Person) =>
			operator === 'pr'
				? valueOf(one) !== undefined
				: valueOf(one)?.toLowerCase() === value?.toLowerCase();
	});
	return people.filter((one) => conditions.some((meets) => meets(one)));
}

const found = (status: number, body: unknown) => ({ status, body });

/** The right response of SAP Concur, whose company has pages of so many users. */
function rightAnswer(
	people: Person[],
	size: number,
	{ method, url, body, qs }: IHttpRequestOptions,
) {
	if (method === 'POST') {
		const { filter, cursor = '0' } = body as { filter?: string; cursor?: string };
		const all = filter === undefined ? people : matching(people, filter);
		const start = Number(cursor);
		const most = filter === undefined ? size : 1000;
		return found(200, {
			totalResults: all.length,
			Resources: all.slice(start, start + most).map(identityOf),
			...(start + most < all.length ? { nextCursor: String(start + most) } : {}),
		});
	}
	const profiles = people.filter(({ ledgerCode }) => ledgerCode !== undefined);
	const id = url.split('/')[5];
	if (id === undefined) {
		const { startIndex } = qs as { startIndex: number };
		const page = profiles.slice(startIndex - 1, startIndex - 1 + size);
		return found(200, { totalResults: profiles.length, Resources: page.map(profileOf) });
	}
	const one = profiles.find((profile) => profile.id === id);
	return one ? found(200, profileOf(one)) : found(404, { status: 404, detail: 'not found' });
}

/** A node run that reaches this SAP Concur. */
export function callerOf(people: Person[], size: number, spoil: Spoil): IExecuteFunctions {
	const seen = new Map<string, number>();
	const counts = new Map<string, number>();
	const kindOf = ({ method, url, body }: IHttpRequestOptions): Asked['kind'] => {
		if (method === 'POST') return 'filter' in (body as object) ? 'search' : 'company';
		return url.endsWith('/Users') ? 'list' : 'profile';
	};
	return {
		getNode: () => ({ id: 'node', name: 'Reading', type: 'reading', typeVersion: 1 }),
		logger: { info() {}, warn() {} },
		helpers: {
			async httpRequestWithAuthentication(_type: string, options: IHttpRequestOptions) {
				const kind = kindOf(options);
				const { url, qs, body } = options;
				const name = `${kind} ${JSON.stringify([url, qs, body])}`;
				const count = counts.get(kind) ?? 0;
				if (!seen.has(name)) {
					seen.set(name, count);
					counts.set(kind, count + 1);
				}
				const right = rightAnswer(people, size, options);
				const { status, body: given } = spoil({ kind, index: seen.get(name)!, ...right });
				if (status < 300) return { statusCode: status, headers: {}, body: structuredClone(given) };
				const response = { status, headers: {}, data: given };
				throw Object.assign(new Error(`status ${status}`), { cause: { response } });
			},
		},
	} as unknown as IExecuteFunctions;
}
