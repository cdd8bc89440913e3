// n8n's three calls around a webhook: is it there, make it, take it away. n8n may call each of them several times.
import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';
import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { homeOf } from '../../credentials/dataCenters';
import { readCredential, type ConcurCredential } from '../../credentials/tokens';
import { asNodeError } from '../shared/operation';
import { concurRequest, pause, type ConcurRequest } from '../shared/transport';
import { readKeys } from './keys';
import {
	companiesOf,
	existing,
	hearsOf,
	isInPlace,
	ownSubscriptions,
	readSubscriptions,
	unreachable,
	urlModeOf,
	wantedSubscriptions,
	type Address,
	type Subscription,
	type WantedSubscription,
} from './subscription';
import {
	companyNotConnected,
	endpointUnreachable,
	notAllowed,
	subscriptionRefused,
	topicsMissing,
} from './subscriptionErrors';

const topicsPath = '/events/v4/topics';
const subscriptionsPath = '/events/v4/subscriptions';

/**
 * Whether every subscription is there as it should be. False for a definite difference only: at a start of n8n any
 * trouble counts as "it is there", because n8n would remove a living subscription else. One that n8n does not remember
 * may be a deleted one that Concur still lists (open-questions 68); create() makes it anew in any case.
 */
export async function checkExists(this: IHookFunctions): Promise<boolean> {
	try {
		const { companyUuid, ...credential } = await credentialOf.call(this);
		const wanted = wantedSubscriptions(chosenEvents.call(this), addressOf.call(this, credential));
		const remembered = Object.values(storedIdsOf.call(this));
		const subscriptions = await readAll.call(this);
		return wanted.every((one) => {
			const found = existing(one, subscriptions);
			return found && remembered.includes(found.id) && isInPlace(one, found, companyUuid);
		});
	} catch (caught) {
		const error = await explained.call(this, caught);
		if (!['init', 'leadershipChange'].includes(this.getActivationMode())) throw error;
		this.logger.warn(
			`SAP Concur ESS Trigger: the event subscription could not be checked and is taken to be there. ${error.message}`,
		);
		return true;
	}
}

/**
 * Makes, repairs or adopts one subscription for each subject of the chosen events, and sees to it that the company's
 * events are delivered. What it has made is removed again when it does not get to the end.
 * @throws NodeOperationError whose message alone says what to do
 */
export async function create(this: IHookFunctions): Promise<boolean> {
	const made: string[] = [];
	try {
		checkForm.call(this);
		const credential = await credentialOf.call(this);
		readKeys(credential.eventPublicKeys);
		const address = addressOf.call(this, credential);
		checkEndpoint.call(this, address.endpoint, credential);
		const wanted = wantedSubscriptions(chosenEvents.call(this), address);
		const topics = await listedTopics.call(this, wanted);
		const own = await readAll.call(this);
		const missing = wanted.filter((one) => !existing(one, own)).length;
		const ids: string[] = [];
		for (const [index, one] of wanted.entries()) {
			const found = existing(one, own);
			const id = found?.id ?? one.ownId;
			if (!found) made.push(id);
			await put.call(this, one, { id, topic: topics[index], own, missing });
			remember.call(this, topics[index], id);
			ids.push(id);
		}
		await connectCompany.call(this, ids, credential.companyUuid);
		return true;
	} catch (caught) {
		const error = await explained.call(this, caught);
		await removeAgain.call(this, made);
		throw error;
	}
}

/** Removes the subscriptions of this node and kind of address; those that are gone already are no trouble. */
export async function remove(this: IHookFunctions): Promise<boolean> {
	try {
		const address = addressOf.call(this, await credentialOf.call(this));
		const storedIds = Object.values(storedIdsOf.call(this));
		const own = ownSubscriptions(address, storedIds, await readAll.call(this));
		for (const { id } of own) await removeOne.call(this, id);
		delete this.getWorkflowStaticData('node').subscriptions;
		return true;
	} catch (caught) {
		throw await explained.call(this, caught);
	}
}

async function credentialOf(this: IHookFunctions): Promise<ConcurCredential> {
	return readCredential(await this.getCredentials('concurApi'));
}

function chosenEvents(this: IHookFunctions): string[] {
	return this.getNodeParameter('events', []) as string[];
}

/** @throws NodeOperationError when nothing is chosen, or signatures are left unchecked without a word of the user */
function checkForm(this: IHookFunctions): void {
	if (chosenEvents.call(this).length === 0) {
		throw new NodeOperationError(this.getNode(), "Choose at least one event in 'Events'.");
	}
	const isOff = this.getNodeParameter('verification', 'enforce') === 'off';
	if (isOff && this.getNodeParameter('confirmOff', false) !== true) {
		throw new NodeOperationError(
			this.getNode(),
			"'Check Signature' is off, so anybody who learns the address could start this workflow with made-up events. Switch on 'I Understand That Events May Be Forged', or choose another setting.",
		);
	}
}

function addressOf(
	this: IHookFunctions,
	{ clientId }: Pick<ConcurCredential, 'clientId'>,
): Address {
	const endpoint = this.getNodeWebhookUrl('default');
	if (endpoint === undefined) {
		throw new NodeOperationError(this.getNode(), 'n8n has no address for this webhook.');
	}
	const { id: nodeId, webhookId } = this.getNode();
	const workflowId = String(this.getWorkflow().id);
	const urlMode = urlModeOf(endpoint, webhookId ?? workflowId);
	if (this.getMode() === 'manual' && urlMode === 'prod') {
		throw new NodeOperationError(
			this.getNode(),
			`The address of test runs, ${endpoint}, cannot be told from that of the published workflow, whose subscription a test would take over. Let N8N_ENDPOINT_WEBHOOK_TEST end in "test", or publish the workflow without testing.`,
		);
	}
	return {
		endpoint,
		owner: { instanceId: this.getInstanceId(), workflowId, nodeId, clientId },
		urlMode,
	};
}

/** A simulator on this machine reaches n8n at any address; SAP Concur needs a public one with https. */
function checkEndpoint(this: IHookFunctions, endpoint: string, credential: ConcurCredential): void {
	const isOnThisMachine = homeOf(credential).startsWith('http://');
	const why = isOnThisMachine ? undefined : unreachable(endpoint);
	if (why) throw new NodeOperationError(this.getNode(), endpointUnreachable(endpoint, why));
}

async function send<T>(this: IHookFunctions, request: ConcurRequest<T>): Promise<T> {
	return (await concurRequest<T>(this, { isUrgent: true, ...request })).body;
}

async function readAll(this: IHookFunctions): Promise<Subscription[]> {
	const read = { method: 'GET', path: subscriptionsPath } as const;
	try {
		return readSubscriptions(await send.call(this, read));
	} catch (caught) {
		if (statusOf(caught) !== 403) throw asNodeError.call(this, caught);
		// A token has the scopes of the moment when it was fetched, and n8n 1.x renews none after a 403.
		return readSubscriptions(await send.call(this, { ...read, renewsTokens: true }));
	}
}

/** The topic of each wanted subscription as Concur names it (open-questions 3). */
async function listedTopics(this: IHookFunctions, wanted: WantedSubscription[]): Promise<string[]> {
	let listed = await readTopics.call(this);
	const missing = () =>
		wanted.filter(({ topics }) => !topics.some((name) => listed.includes(name)));
	// Perhaps the scopes were added to the app since its token was fetched.
	if (missing().length > 0) listed = await readTopics.call(this, true);
	if (missing().length > 0) {
		throw new NodeOperationError(this.getNode(), topicsMissing(missing()));
	}
	return wanted.map(({ topics }) => topics.find((name) => listed.includes(name)) ?? topics[0]);
}

async function readTopics(this: IHookFunctions, renewsTokens = false): Promise<string[]> {
	return [await send.call(this, { method: 'GET', path: topicsPath, renewsTokens })]
		.flat()
		.map(String);
}

async function put(
	this: IHookFunctions,
	{ filter, endpoint }: WantedSubscription,
	{ id, topic, ...before }: { id: string; topic: string; own: Subscription[]; missing: number },
): Promise<void> {
	const body = { id, topic, filter, webHookConfig: { endpoint } };
	try {
		await send.call(this, { method: 'PUT', path: `${subscriptionsPath}/webhook`, body });
	} catch (caught) {
		const status = statusOf(caught);
		if (status === undefined || status === 401 || status === 429 || status >= 500) {
			throw asNodeError.call(this, caught);
		}
		const said = saidIn(caught);
		throw new NodeOperationError(
			this.getNode(),
			subscriptionRefused({ status, said, id, filter, ...before }),
		);
	}
}

const looks = 4;

/**
 * Concur delivers the events of companies that have given the app a token since the subscription exists (SAP: ess-guide,
 * step 5); new tokens from n8n's own renewal, which also stores them, are such a grant.
 */
async function connectCompany(
	this: IHookFunctions,
	ids: string[],
	companyUuid: string,
): Promise<void> {
	let [deaf] = await notHearing.call(this, ids, companyUuid);
	if (!deaf) return;
	await readTopics.call(this, true);
	for (let look = 1; look <= looks; look++) {
		[deaf] = await notHearing.call(this, ids, companyUuid);
		if (!deaf) return;
		if (look < looks) await pause(this, 1000);
	}
	throw new NodeOperationError(
		this.getNode(),
		companyNotConnected(deaf.id, companiesOf(deaf), companyUuid),
	);
}

async function notHearing(
	this: IHookFunctions,
	ids: string[],
	companyUuid: string,
): Promise<Subscription[]> {
	const deaf: Subscription[] = [];
	for (const id of ids) {
		const found = (await readOne.call(this, id)) ?? { id };
		if (!hearsOf(companyUuid, found)) deaf.push(found);
	}
	return deaf;
}

/** Undefined when Concur does not know it; a new one may take a moment (open-questions 68). */
async function readOne(this: IHookFunctions, id: string): Promise<Subscription | undefined> {
	try {
		const path = `${subscriptionsPath}/${id}`;
		return readSubscriptions(await send.call(this, { method: 'GET', path }))[0];
	} catch (caught) {
		if (statusOf(caught) === 404) return undefined;
		throw asNodeError.call(this, caught);
	}
}

async function removeOne(this: IHookFunctions, id: string): Promise<void> {
	try {
		await send.call(this, { method: 'DELETE', path: `${subscriptionsPath}/${id}` });
	} catch (caught) {
		if (statusOf(caught) !== 404) throw asNodeError.call(this, caught);
	}
}

async function removeAgain(this: IHookFunctions, ids: string[]): Promise<void> {
	const stored = storedIdsOf.call(this);
	for (const id of ids) {
		try {
			await removeOne.call(this, id);
			for (const topic of Object.keys(stored)) if (stored[topic] === id) delete stored[topic];
		} catch (caught) {
			const { message } = await explained.call(this, caught);
			this.logger.warn(`SAP Concur ESS Trigger: the subscription ${id} may be left. ${message}`);
		}
	}
}

function storedIdsOf(this: IHookFunctions): Record<string, string> {
	const data = this.getWorkflowStaticData('node');
	return (data.subscriptions ?? {}) as Record<string, string>;
}

function remember(this: IHookFunctions, topic: string, id: string): void {
	const subscriptions = { ...storedIdsOf.call(this), [topic]: id };
	this.getWorkflowStaticData('node').subscriptions = subscriptions;
}

function statusOf(caught: unknown): number | undefined {
	return caught instanceof NodeApiError ? Number(caught.httpCode) || undefined : undefined;
}

/** Concur's own words of a refusal: how they are wrapped is not documented (open-questions 67). */
function saidIn(caught: unknown): string {
	const { errors } = (caught as NodeApiError).context as { errors?: IDataObject[] };
	return (errors ?? []).map(({ message }) => String(message)).join('; ');
}

/**
 * Any error as one whose message says everything. It never holds the word "Authorization": n8n takes it for a reason
 * not to try again.
 */
async function explained(this: IHookFunctions, caught: unknown): Promise<NodeOperationError> {
	const status = statusOf(caught);
	const { message, description } = caught as Partial<NodeApiError | UserError>;
	const refusal = status === 401 ? (await credentialOf.call(this)).appTokenRefusal : '';
	const sentence =
		status === 403 || refusal
			? notAllowed(refusal, saidIn(caught))
			: [message, description].filter(Boolean).join('. ');
	const error = new NodeOperationError(this.getNode(), sentence);
	// n8n has put a sentence of its own in place of one that names a network code.
	error.message = sentence.replaceAll('Authorization', 'authorization');
	return error;
}
