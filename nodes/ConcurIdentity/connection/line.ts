// One line of the check, as its item shows it. Pure.
import type { Problem } from './read';

type State = 'ok' | 'warning' | 'failed';

export interface Line {
	check: string;
	/** Failed does not work now; a warning will stop working, works in part, or could not be checked. */
	state: State;
	found: string;
	/** What to do; empty where nothing is to be done. */
	cure: string;
}

export const ok = (check: string, found: string): Line => line(check, 'ok', found, '');

export const warning = (check: string, found: string, cure: string): Line =>
	line(check, 'warning', found, cure);

export const failed = (check: string, found: string, cure: string): Line =>
	line(check, 'failed', found, cure);

/** A check that could not be made. */
export const notChecked = (check: string, { message, cure }: Pick<Problem, 'message' | 'cure'>) =>
	warning(check, `Could not be checked: ${message}`, cure);

/** Why a check could not be made that needs what another one looks at. */
export const seeCheck = (check: string): Problem => ({
	message: `there is no new token. See '${check}'.`,
	cure: `Do what '${check}' says, ${again}`,
});

/** A day in words that no country reads otherwise, such as 2027-03-27. */
export const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

const dayMs = 24 * 3_600_000;

/** How long before something ends it is to be told. */
export const daysAhead = 30;

/** Whole days from one time to the other, negative for the past. */
export const daysBetween = (from: Date, to: Date): number =>
	Math.floor((to.getTime() - from.getTime()) / dayMs);

/** Whoever has changed something sees here whether it was right. */
export const again = 'then run this check again.';

/** What to do about missing scopes. @param scopes each in words, such as 'a or b' */
export const addScopes = (scopes: string[]): string =>
	`Add the ${scopes.length === 1 ? 'scope' : 'scopes'} ${scopes.join(', ')} to the app in SAP Concur, ${again}`;

function line(check: string, state: State, found: string, cure: string): Line {
	return { check, state, found: sentence(found), cure: sentence(cure) };
}

/** The messages of the credential, and those of errors, end without a full stop. */
const sentence = (text: string) => (text === '' || /[.)]$/.test(text) ? text : `${text}.`);
