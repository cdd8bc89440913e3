// What the check of a connection is made of: the credential with new tokens, and one request for each thing that only
// SAP Concur knows. Each stands alone, so that one that fails leaves the others as they are.
import { NodeApiError, type IExecuteFunctions } from 'n8n-workflow';
import get from 'lodash/get';
import { z } from 'zod';
import { readCredential, type ConcurCredential } from '../../../credentials/concurCredential';
import { formFields, formFieldsPath } from '../../shared/concur/company/formFields';
import {
	subscriptionList,
	subscriptionsPath,
	topicList,
	topicsPath,
	type Subscription,
} from '../../shared/concur/events/subscriptions';
import { identityPath } from '../../shared/concur/identitySearch';
import { knowsConcurClock, onConcurClock } from '../../shared/concur/learned';
import { brief } from '../../shared/concur/patience';
import { throwIfCancelled } from '../../shared/concur/pause';
import { concurRequest, type ConcurRequest } from '../../shared/concur/transport';
import { urn } from '../../shared/schema/attributes';
import { isUuid } from '../../shared/schema/uuid';
import { keysNeedSite, readKeySite } from './keySite';
import { again, seeCheck } from './line';
import type { Problem, Read } from './read';

export interface Connection {
	/** As n8n has it after the tokens were renewed, or as it was if that failed. */
	credential: ConcurCredential;
	/** Whether the tokens are new. */
	isRenewed: boolean;
	/** The company IDs of the users that were read. */
	companyIds: Read<string[]>;
	/** How many fields the employee form has. */
	formFields: Read<number>;
	topics: Read<string[]>;
	subscriptions: Read<Subscription[]>;
	/** How far SAP Concur's clock is ahead; undefined when no response has told its time. */
	aheadMs?: number;
	/** Whether n8n reaches the site with SAP's next keys; undefined while those that are known suffice. */
	keySite?: Read<true>;
	now: Date;
}

/** One attempt for each, because a check shall end soon; its tokens may have been renewed by another worker just now. */
const limits = { ...brief, timeoutMs: 20_000, maxEnded: 2 };

/**
 * Renews the tokens, as n8n does every hour by itself, and reads. In all 8 requests when all goes well, at most 12.
 * @throws NodeOperationError when the user pressed Stop
 */
export async function readConnection(this: IExecuteFunctions): Promise<Connection> {
	const before = await credentialOf.call(this);
	const ids = await readCompanyIds.call(this, before.accessToken !== '');
	const credential = await credentialOf.call(this);
	const isOther = credential.accessToken !== before.accessToken;
	const lastsLonger = credential.tokenExpiresAt !== before.tokenExpiresAt;
	const isRenewed = credential.accessToken !== '' && (isOther || lastsLonger);
	const isAccepted = isRenewed && ids.problem?.status !== 401;
	const hasAppToken = isRenewed && credential.appToken !== '';
	const company = async <T>(request: Reading<T>) =>
		isAccepted ? await read(this, request) : noToken('Company token');
	const app = async <T>(request: Reading<T>) =>
		hasAppToken ? await read(this, request) : noToken('App token');
	return {
		credential,
		isRenewed,
		companyIds: ids,
		formFields: await company({ path: formFieldsPath, expects: numberOfFields }),
		topics: await app({ path: topicsPath, expects: topicList }),
		subscriptions: await app({ path: subscriptionsPath, expects: subscriptionList }),
		...(knowsConcurClock(this) && {
			aheadMs: onConcurClock(this, new Date()) - Date.now(),
		}),
		...(keysNeedSite(new Date()) && { keySite: await readKeySite.call(this) }),
		now: new Date(),
	};
}

async function credentialOf(this: IExecuteFunctions): Promise<ConcurCredential> {
	return readCredential(await this.getCredentials('concurApi'));
}

type Reading<T> = Pick<ConcurRequest<T>, 'path' | 'expects' | 'qs' | 'renewsTokens'>;

const numberOfFields = formFields.transform((fields) => fields.length);

/** Without the scope for it, a user comes without the company. */
const companiesOfUsers = z
	.object({ Resources: z.array(z.unknown()).nullish() })
	.transform(({ Resources }) =>
		(Resources ?? []).flatMap((user) => {
			const id: unknown = get(user, [urn.enterprise, 'companyId']);
			return typeof id === 'string' && isUuid(id) ? id : [];
		}),
	);

/** The smallest request that needs a company token. @param renewsTokens not where the first ones are fetched anyway */
async function readCompanyIds(
	this: IExecuteFunctions,
	renewsTokens: boolean,
): Promise<Read<string[]>> {
	const qs = { count: 1, attributes: `${urn.enterprise}:companyId` };
	return await read(this, {
		path: identityPath,
		qs,
		expects: companiesOfUsers,
		renewsTokens,
	});
}

/** Reads with the tokens that there are now, unless it is to renew them. */
async function read<T>(caller: IExecuteFunctions, request: Reading<T>): Promise<Read<T>> {
	try {
		const { body } = await concurRequest(caller, {
			method: 'GET',
			limits,
			hasNewTokens: request.renewsTokens === undefined,
			...request,
		});
		return { value: body };
	} catch (caught) {
		throwIfCancelled(caller);
		return { problem: problemOf(caught) };
	}
}

function problemOf(caught: unknown): Problem {
	const { message, description } = caught as NodeApiError;
	const { reach, tokens } = (caught as Partial<NodeApiError>).context ?? {};
	const { code, status } = (tokens ?? {}) as { code?: number; status?: number };
	const httpCode =
		caught instanceof NodeApiError ? Number(caught.httpCode) || undefined : undefined;
	return {
		// All that is read here is there for every company, but for the form, whose line says so.
		...(httpCode === 404 ? notConcur : { message, cure: description ?? '' }),
		status: httpCode ?? status,
		tokenCode: code,
		isPassing: reach === 'service',
	};
}

const notConcur = {
	message: 'The address responds, but not like SAP Concur.',
	cure: `Check 'Data Center' and 'Host' of the credential, ${again}`,
};

const noToken = (check: string): { problem: Problem } => ({ problem: seeCheck(check) });
