// The lines about the tokens: whether SAP Concur issues them, where, for which company, and until when. Pure.
import type { UserError } from 'n8n-workflow';
import type { ConcurCredential } from '../../../credentials/concurCredential';
import { acceptedHost, homeOf } from '../../../credentials/dataCenters';
import { noRefreshToken, sentenceForCode } from '../../../credentials/tokenErrors';
import {
	again,
	dayOf,
	daysAhead,
	daysBetween,
	failed,
	notChecked,
	ok,
	seeCheck,
	warning,
	type Line,
} from './line';
import type { Problem } from './read';
import type { Connection } from './readConnection';

/** In the order in which one needs the other. */
export const tokenLines = (connection: Connection): Line[] => [
	companyToken(connection),
	dataCenter(connection),
	company(connection),
	appToken(connection),
	endOfConnection(connection),
];

/** The company lives elsewhere, or the data center knows the app or the company not (api-facts 2.3). */
const codesOfPlace = [16, 61, 100];

/** Whether SAP Concur was not found where the credential looks for it. */
function isMisplaced({ refusal }: Connection): boolean {
	if (refusal === undefined) return false;
	const { tokenCode, isPassing, status } = refusal;
	const isSilent = isPassing === true && status === undefined;
	return codesOfPlace.includes(tokenCode ?? 0) || isSilent || status === 404;
}

function companyToken(connection: Connection): Line {
	const name = 'Company token';
	const { isRenewed, refusal, companyIds } = connection;
	const { problem } = companyIds;
	if (problem && isRenewed && problem.status === 401) {
		return failed(name, problem.message, problem.cure);
	}
	if (isRenewed) return ok(name, 'SAP Concur has just issued a new one.');
	if (!refusal) return notChecked(name, notAsked);
	const [found, cure] = halves(refusal);
	return isMisplaced(connection) || refusal.isPassing || !refusal.isOfTokens
		? notChecked(name, { message: found, cure })
		: failed(name, found, cure);
}

function dataCenter(connection: Connection): Line {
	const name = 'Data center';
	const { credential, refusal } = connection;
	const chosen = chosenHost(credential);
	if (typeof chosen !== 'string') return failed(name, ...halves(chosen));
	if (isMisplaced(connection) && refusal) return failed(name, ...halves(refusal));
	const actual = acceptedHost(credential.tokenGeolocation, credential);
	if (actual === undefined) return notChecked(name, seeToken);
	if (actual === chosen) return ok(name, `The company is at ${actual}, as the credential says.`);
	return warning(
		name,
		`The company is at ${actual}, but the credential says ${chosen}. Requests go to ${actual}.`,
		`Select the data center of ${actual} in 'Data Center' of the credential, and enter a new Company Request Token there, ${again}`,
	);
}

const notAsked = {
	message: 'the address responds without asking for a token.',
	cure: `Check 'Data Center' and 'Host' of the credential, and whether a proxy between n8n and SAP Concur adds a token, ${again}`,
};

/** The host that the user has chosen, or what is wrong with it. */
function chosenHost(credential: ConcurCredential): string | Problem {
	try {
		return homeOf(credential);
	} catch (caught) {
		return { message: (caught as UserError).message, cure: openCredential };
	}
}

function company({ credential, companyIds, isRenewed }: Connection): Line {
	const name = 'Company';
	if (!isRenewed) return notChecked(name, seeToken);
	if (companyIds.problem) return notChecked(name, companyIds.problem);
	const [id] = companyIds.value;
	if (id === undefined) {
		return notChecked(name, {
			message:
				'SAP Concur shows the company of no user. Either there is no user yet, or the app may not read it.',
			cure: `Add the scope identity.user.enterprise.read to the app in SAP Concur, ${again}`,
		});
	}
	return id.toLowerCase() === credential.companyUuid.toLowerCase()
		? ok(name, `The company is ${id}, as the credential says.`)
		: failed(
				name,
				`The tokens are those of the company ${id}, but 'Company UUID' of the credential is ${credential.companyUuid}.`,
				`Enter the right Company UUID and a new Company Request Token in the credential, ${again}`,
			);
}

function appToken({ credential, isRenewed }: Connection): Line {
	const name = 'App token';
	const { appTokenRefusal: message, appToken: token } = credential;
	if (!isRenewed) return notChecked(name, seeToken);
	if (message === '') return ok(name, 'SAP Concur has just issued a new one, for events.');
	const [found, cure] = halves({ message, cure: openCredential });
	const text = `${found} Only SAP Concur Event Trigger needs it.`;
	return token === '' ? failed(name, text, cure) : warning(name, text, cure);
}

function endOfConnection({ credential, refusal, isRenewed, now }: Connection): Line {
	const name = 'End of the connection';
	const { refreshToken, refreshTokenExpiresAt } = credential;
	const ended = sentenceForCode(108, 'refresh_token');
	const [hasEnded, newToken] = halves({ message: ended, cure: '' });
	if (refusal?.tokenCode === 108) return failed(name, hasEnded, newToken);
	if (refreshToken === '') {
		return isRenewed
			? failed(name, ...halves({ message: noRefreshToken, cure: openCredential }))
			: notChecked(name, seeToken);
	}
	const end = new Date(refreshTokenExpiresAt);
	if (Number.isNaN(end.getTime())) {
		return notChecked(name, {
			message: 'SAP Concur does not say when the connection ends.',
			cure: 'Run this check at least once a month, because a connection lasts six months after its last use.',
		});
	}
	const days = daysBetween(now, end);
	const day = dayOf(end);
	if (end <= now) return failed(name, `The connection has ended on ${day}.`, newToken);
	if (days < daysAhead) {
		const when = days === 0 ? 'today or tomorrow' : days === 1 ? 'in 1 day' : `in ${days} days`;
		return warning(name, `The connection ends on ${day}, ${when}.`, newToken);
	}
	return ok(
		name,
		`The connection ends on ${day}, unless it is used before: each use moves this day.`,
	);
}

const openCredential = 'Open the credential in n8n and test it.';

const seeToken = seeCheck('Company token');

/** The sentences of the credential say first what is wrong, and then what to do. */
function halves({ message, cure }: Pick<Problem, 'message' | 'cure'>): [string, string] {
	const [, first = message, rest = cure] = /^(.*?\.) (.*)$/s.exec(message) ?? [];
	return [first, rest];
}
