import uniq from 'lodash/uniq';
import type { IdentityUser } from '../identitySearch';
import { comparable, nameOf, valuesOf, type Wanted } from './keys';

export interface Gathering {
	/** By `nameOf`; each wanted key has a list. */
	holders: Map<string, IdentityUser[]>;
	/** Takes a user in, once each. @returns whether the user has one of the keys */
	add(user: IdentityUser): boolean;
}

/** Finds out who has which key: exactly this one, because what SAP Concur takes for equal is not documented. */
export function gatherHolders(wanted: Wanted[]): Gathering {
	const holders = new Map(wanted.map((one): [string, IdentityUser[]] => [nameOf(one), []]));
	const namesByKey = new Map<string, string[]>();
	for (const one of wanted) {
		for (const kind of one.kinds) {
			const key = `${kind} ${comparable(one.value)}`;
			namesByKey.set(key, [...(namesByKey.get(key) ?? []), nameOf(one)]);
		}
	}
	const kinds = uniq(wanted.flatMap((one) => one.kinds));
	const namesOf = (user: IdentityUser) =>
		kinds.flatMap((kind) =>
			(valuesOf(user, kind) ?? []).flatMap(
				(value) => namesByKey.get(`${kind} ${comparable(value)}`) ?? [],
			),
		);
	return {
		holders,
		add(user) {
			const names = new Set(namesOf(user));
			for (const name of names) holders.get(name)?.push(user);
			return names.size > 0;
		},
	};
}
