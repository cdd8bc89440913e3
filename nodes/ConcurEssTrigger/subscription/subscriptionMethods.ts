// n8n's three calls around a webhook: whether it is there, make it, remove it. n8n may call each of them several times.
import intersection from 'lodash/intersection';
import { NodeOperationError } from 'n8n-workflow';
import type { IHookFunctions, NodeApiError, UserError } from 'n8n-workflow';
import { homeOf } from '../../../credentials/dataCenters';
import { readEventPublicKeys } from '../../../credentials/eventPublicKeys';
import { readCredential, type ConcurCredential } from '../../../credentials/concurCredential';
import { textsIn } from '../textsIn';
import { connectCompany } from './connectCompany';
import {
	findExisting,
	isAsWanted,
	ownSubscriptions,
	urlModeOf,
	wantedSubscriptions,
	whyUnreachable,
	type Address,
	type WantedSubscription,
} from './subscription';
import * as errors from './subscriptionErrors';
import {
	putSubscription,
	readAll,
	readTopics,
	removeOne,
	saidIn,
	statusOf,
} from './subscriptionRequests';

/**
 * Whether every subscription is there as it should be. False for a definite difference only: at a start of n8n any
 * trouble counts as "it is there", because n8n would otherwise remove a living subscription. One that n8n does not
 * remember may be a deleted one that Concur still lists (open-questions 68); create() makes it again in any case.
 */
export async function checkExists(this: IHookFunctions): Promise<boolean> {
	try {
		const { companyUuid, ...credential } = await credentialOf.call(this);
		const wanted = wantedSubscriptions(chosenEvents.call(this), addressOf.call(this, credential));
		const remembered = Object.values(storedIdsOf.call(this));
		const subscriptions = await readAll.call(this);
		const isThere = wanted.map((one) => {
			const found = findExisting(one, subscriptions);
			return found && remembered.includes(found.id) && isAsWanted(one, found, companyUuid);
		});
		return isThere.length > 0 && isThere.every(Boolean);
	} catch (caught) {
		const error = await explained.call(this, caught);
		if (!['init', 'leadershipChange'].includes(this.getActivationMode())) throw error;
		this.logger.warn(errors.notChecked(error.message));
		return true;
	}
}

/**
 * Makes, repairs or adopts one subscription for each subject of the chosen events, and makes sure that the company's
 * events are delivered. What it has made is removed again when it does not get to the end.
 * @throws NodeOperationError whose message alone says what to do
 */
export async function create(this: IHookFunctions): Promise<boolean> {
	const made: string[] = [];
	try {
		checkForm.call(this);
		const credential = await credentialOf.call(this);
		const { problem } = readEventPublicKeys(credential.eventPublicKeys);
		if (problem) throw problem;
		const address = addressOf.call(this, credential);
		checkEndpoint.call(this, address.endpoint, credential);
		const wanted = wantedSubscriptions(chosenEvents.call(this), address);
		const withTopics = await withListedTopics.call(this, wanted);
		const own = await readAll.call(this);
		const missing = wanted.filter((one) => !findExisting(one, own)).length;
		const ids: string[] = [];
		for (const { topic, ...one } of withTopics) {
			const found = findExisting(one, own);
			const id = found?.id ?? one.ownId;
			if (!found) made.push(id);
			await putSubscription.call(this, one, { id, topic, own, missing });
			remember.call(this, topic, id);
			ids.push(id);
		}
		await connectCompany.call(this, ids, credential.companyUuid);
		return true;
	} catch (caught) {
		const error = await explained.call(this, caught);
		await removeMade.call(this, made);
		throw error;
	}
}

/** Removes the subscriptions of this node and type of address; those that are gone already are no error. */
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
	return textsIn(this.getNodeParameter('events', []));
}

/** @throws NodeOperationError when nothing is chosen, or the user has not confirmed that signatures stay unchecked */
function checkForm(this: IHookFunctions): void {
	const hasEvents = chosenEvents.call(this).length > 0;
	if (!hasEvents) throw new NodeOperationError(this.getNode(), errors.noEvent);
	const isOff = this.getNodeParameter('verification', 'enforce') === 'off';
	if (isOff && this.getNodeParameter('confirmOff', false) !== true) {
		throw new NodeOperationError(this.getNode(), errors.notConfirmed);
	}
}

function addressOf(
	this: IHookFunctions,
	{ clientId }: Pick<ConcurCredential, 'clientId'>,
): Address {
	const endpoint = this.getNodeWebhookUrl('default');
	if (endpoint === undefined) throw new NodeOperationError(this.getNode(), errors.noAddress);
	const { id: nodeId, webhookId } = this.getNode();
	const workflowId = String(this.getWorkflow().id);
	const urlMode = urlModeOf(endpoint, webhookId ?? workflowId);
	if (this.getMode() === 'manual' && urlMode === 'prod') {
		throw new NodeOperationError(this.getNode(), errors.testAddressUnclear(endpoint));
	}
	const owner = { instanceId: this.getInstanceId(), workflowId, nodeId, clientId };
	return { endpoint, owner, urlMode };
}

/** A simulator on this machine reaches n8n at any address; SAP Concur needs a public one with https. */
function checkEndpoint(this: IHookFunctions, endpoint: string, credential: ConcurCredential): void {
	const isOnThisMachine = homeOf(credential).startsWith('http://');
	const why = isOnThisMachine ? undefined : whyUnreachable(endpoint);
	if (why) throw new NodeOperationError(this.getNode(), errors.endpointUnreachable(endpoint, why));
}

/**
 * Adds the name by which Concur lists the topic of each (open-questions 3).
 * @throws NodeOperationError when Concur does not list all of them
 */
async function withListedTopics(
	this: IHookFunctions,
	wanted: WantedSubscription[],
): Promise<Array<WantedSubscription & { topic: string }>> {
	let listed = await readTopics.call(this);
	const isMissing = ({ topics }: WantedSubscription) => intersection(topics, listed).length === 0;
	// Perhaps the scopes were added to the app since its token was fetched.
	if (wanted.some(isMissing)) listed = await readTopics.call(this, true);
	const missing = wanted.filter(isMissing);
	if (missing.length > 0) {
		throw new NodeOperationError(this.getNode(), errors.topicsMissing(missing));
	}
	return wanted.map((one) => ({ ...one, topic: intersection(one.topics, listed)[0] ?? '' }));
}

async function removeMade(this: IHookFunctions, ids: string[]): Promise<void> {
	const stored = storedIdsOf.call(this);
	for (const id of ids) {
		try {
			await removeOne.call(this, id);
			for (const topic of Object.keys(stored)) if (stored[topic] === id) delete stored[topic];
		} catch (caught) {
			const { message } = await explained.call(this, caught);
			this.logger.warn(errors.notRemoved(id, message));
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

/**
 * Returns any error as one whose message says everything. It never contains the word "Authorization": n8n takes it for
 * a reason not to try again.
 */
async function explained(this: IHookFunctions, caught: unknown): Promise<NodeOperationError> {
	const status = statusOf(caught);
	const { message, description } = caught as Partial<NodeApiError | UserError>;
	const tokenError = status === 401 ? (await credentialOf.call(this)).appTokenRefusal : '';
	const sentence =
		status === 403 || tokenError
			? errors.notAllowed(tokenError, saidIn(caught))
			: [message, description].filter(Boolean).join('. ');
	const error = new NodeOperationError(this.getNode(), sentence);
	// n8n has put a sentence of its own in place of one that names a network code.
	error.message = sentence.replaceAll('Authorization', 'authorization');
	return error;
}
