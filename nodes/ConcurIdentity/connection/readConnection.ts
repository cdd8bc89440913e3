// What the check of a connection is made of: the credential with new tokens, and one request for each thing that only
// SAP Concur knows. Each stands alone, so that one that fails leaves the others as they are.
import type { IExecuteFunctions } from 'n8n-workflow';
import type { ConcurCredential } from '../../../credentials/concurCredential';
import type { Subscription } from '../../shared/concur/events/subscriptions';
import { knowsConcurClock, onConcurClock } from '../../shared/concur/learned';
import { isSlowed } from '../../shared/concur/pace';
import { pause } from '../../shared/concur/pause';
import { keysNeedSite, readKeySite } from './keySite';
import { again, seeCheck } from './line';
import type { Problem, Read } from './read';
import {
	companyIdsReading,
	credentialOf,
	formReading,
	read,
	subscriptionReading,
	topicReading,
	type Reading,
} from './readings';

export interface Connection {
	/** As n8n has it after the tokens were renewed, or as it was if that failed. */
	credential: ConcurCredential;
	/** Whether the tokens are new. */
	isRenewed: boolean;
	/** Why they are not; undefined also where nobody asked for a token. */
	refusal?: Problem;
	/** The company IDs of the users that were read. */
	companyIds: Read<string[]>;
	/** How many fields the employee form has. */
	formFields: Read<number>;
	topics: Read<string[]>;
	subscriptions: Read<Subscription[]>;
	/** Whether SAP Concur asked n8n to slow down, even if it took the request later. */
	isSlowed?: boolean;
	/** How far SAP Concur's clock is ahead; undefined when no response has told its time. */
	aheadMs?: number;
	/** Whether n8n reaches the site with SAP's next keys; undefined while those that are known suffice. */
	keySite?: Read<true>;
	now: Date;
}

/**
 * Renews the tokens, as n8n does every hour by itself, and reads. In all 7 requests when all goes well, at most 12.
 * @throws NodeOperationError when the user pressed Stop
 */
export async function readConnection(this: IExecuteFunctions): Promise<Connection> {
	const { ids, early, credential, isRenewed } = await renew.call(this);
	const patiently = secondTry(this);
	// Without a token, the first response said nothing about the company.
	const isVoid = early !== undefined;
	const companyIds = isRenewed ? await patiently(companyIdsReading, ids, isVoid) : ids;
	const isAccepted = isRenewed && companyIds.problem?.status !== 401;
	const hasAppToken = isRenewed && credential.appToken !== '';
	const app = async <T>(reading: Reading<T>, known?: Read<T>) =>
		hasAppToken
			? await patiently(reading, known ?? (await read(this, reading)))
			: noToken('App token');
	return {
		credential,
		isRenewed,
		refusal: isRenewed ? undefined : refusalOf(ids, early),
		companyIds,
		formFields: isAccepted
			? await patiently(formReading, await read(this, formReading))
			: noToken('Company token'),
		topics: await app(topicReading, early),
		subscriptions: await app(subscriptionReading),
		isSlowed: isSlowed(this),
		...(knowsConcurClock(this) && {
			aheadMs: onConcurClock(this, new Date()) - Date.now(),
		}),
		...(keysNeedSite(new Date()) && { keySite: await readKeySite.call(this) }),
		now: new Date(),
	};
}

interface Renewal {
	credential: ConcurCredential;
	isRenewed: boolean;
	ids: Read<string[]>;
	/** The topics, where they were read to renew the tokens. */
	early?: Read<string[]>;
}

/**
 * n8n renews tokens once a service asks for one. Where the first service does not, because it is away or forbidden, another
 * one stands in for it, so that a fault of a single service does not look like one of the tokens.
 */
async function renew(this: IExecuteFunctions): Promise<Renewal> {
	const before = await credentialOf.call(this);
	// The first tokens of a credential are fetched anyway.
	const ids = await read(this, companyIdsReading, before.accessToken === '' ? 'any' : 'renewed');
	const first = await renewedSince.call(this, before);
	if (first.isRenewed || !ids.problem || ids.problem.isOfTokens) return { ...first, ids };
	const early = await read(this, topicReading, 'renewed');
	return { ...(await renewedSince.call(this, before)), ids, early };
}

async function renewedSince(this: IExecuteFunctions, before: ConcurCredential) {
	const credential = await credentialOf.call(this);
	const isOther = credential.accessToken !== before.accessToken;
	const lastsLonger = credential.tokenExpiresAt !== before.tokenExpiresAt;
	return { credential, isRenewed: credential.accessToken !== '' && (isOther || lastsLonger) };
}

/** Somebody else than SAP Concur can be at the address only where no service says otherwise. */
function refusalOf(...reads: Array<Read<string[]> | undefined>): Problem | undefined {
	const problems = reads.flatMap((one) => one?.problem ?? []);
	const isLost = ({ status }: Problem) => status === undefined || status === 404;
	const said =
		problems.find(({ isOfTokens }) => isOfTokens) ??
		problems.find((one) => !isLost(one)) ??
		problems[0];
	const isNobodys = said?.status === 404 && !said.isOfTokens;
	return isNobodys ? { ...said, ...notConcur } : said;
}

const notConcur = {
	message: 'The address responds, but not like SAP Concur.',
	cure: `Check 'Data Center' and 'Host' of the credential, ${again}`,
};

/**
 * A response that is missing, or asks for patience, counts only if it does so again. There is one second try for all, because a
 * token service that has to be asked repeatedly takes up the rest of the 12 requests.
 */
function secondTry(caller: IExecuteFunctions) {
	let left = 1;
	return async <T>(reading: Reading<T>, first: Read<T>, isVoid = false): Promise<Read<T>> => {
		const isPassing = first.problem?.isPassing === true;
		if (left === 0 || !(isPassing || isVoid)) return first;
		left--;
		if (isPassing) await pause(caller, 2000);
		return await read(caller, reading);
	};
}

const noToken = (check: string): { problem: Problem } => ({ problem: seeCheck(check) });
