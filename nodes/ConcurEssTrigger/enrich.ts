// What SAP Concur knows about the subject of an event. It runs after the answer to Concur, as a node of its own would.
import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readProfile } from '../shared/concur/readProfile';
import {
	isDone,
	operationsOf,
	readStatusDocument,
	type StatusDocument,
} from '../shared/status/statusDocument';
import { toItem } from '../shared/status/statusItem';
import { readTrackedItem } from '../shared/status/trackedItem';
import type { ProfilePart } from '../shared/schema/attributes';
import { quoted } from '../shared/schema/fieldIssue';
import { isUuid } from '../shared/schema/uuid';
import { asNodeError } from '../shared/run/nodeError';
import { itemsInCompanyLabels } from '../shared/form/labels/inCompanyLabels';
import { flatUser, simplifyField } from '../shared/form/simplify';
import { throwIfCancelled, pause } from '../shared/concur/pause';
import { definitionOf } from './events';
import { textsIn } from './textsIn';
import type { EssEvent } from './delivery/changedFields';

/**
 * Returns the items of each received event, as the form asks for them. What cannot be fetched never loses an event: its
 * item carries `fetchError`.
 * @throws NodeOperationError when the user pressed Stop, and in a test with a delivery that was rejected: nothing may run
 * after that
 */
export async function enrich(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items: INodeExecutionData[] = [];
	for (const [item, { json }] of this.getInputData().entries()) {
		if (typeof json.rejected === 'string') throw rejected.call(this, json.rejected);
		const event = json.event as unknown as EssEvent | undefined;
		// What SAP has added to a topic is passed on as it came.
		const found = event?.name ? await lookUp.call(this, event) : [{}];
		for (const more of found) items.push({ json: { ...more, ...json }, pairedItem: { item } });
	}
	return [items];
}

function rejected(this: IExecuteFunctions, why: string): NodeOperationError {
	return new NodeOperationError(this.getNode(), `n8n received a delivery and rejected it: ${why}`, {
		description:
			"The test ends here, and the published workflow is not affected. After you have corrected this, test the trigger again, then provision or change a user in SAP Concur. While you build the workflow, Warn Only in 'Check Signature' accepts events with any signature.",
	});
}

async function lookUp(this: IExecuteFunctions, event: EssEvent): Promise<IDataObject[]> {
	return definitionOf(event.type)?.subject === 'provisioning'
		? await statusItems.call(this, event)
		: [await userItem.call(this, event)];
}

/** One item for each operation of the request, in the shape of SAP Concur Provisioning Status. */
async function statusItems(this: IExecuteFunctions, event: EssEvent): Promise<IDataObject[]> {
	const { provisionId = '', correlationId } = event;
	if (this.getNodeParameter('fetchStatus', 0, true) !== true) return [{ provisionId }];
	try {
		requireUuid.call(this, provisionId, 'provisioning request');
		const document = await readEnded.call(this, provisionId, onlyUuid(correlationId));
		const submission = readTrackedItem({ correlationId }, 0, provisionId);
		const items = operationsOf(document).map((one) => toItem(document, one, submission));
		return await itemsInCompanyLabels.call(this, items);
	} catch (caught) {
		return [{ provisionId, outcome: 'pending', fetchError: reasonOf.call(this, caught) }];
	}
}

/** The event may be faster than the status. */
const pausesMs = [1000, 2000, 4000];

async function readEnded(
	this: IExecuteFunctions,
	provisionId: string,
	correlationId: string | undefined,
): Promise<StatusDocument> {
	let document = await readStatusDocument.call(this, provisionId, correlationId);
	for (const pauseMs of pausesMs) {
		if (isDone(document)) break;
		await pause(this, pauseMs);
		document = await readStatusDocument.call(this, provisionId, correlationId);
	}
	return document;
}

async function userItem(this: IExecuteFunctions, event: EssEvent): Promise<IDataObject> {
	const { name, userId = '', changed, correlationId } = event;
	const parts = textsIn(this.getNodeParameter('fetchUser', 0, ['identity'])) as ProfilePart[];
	const known = { userId, changed };
	if (parts.length === 0) return known;
	if (name.endsWith('Deleted')) return { ...known, user: null };
	try {
		requireUuid.call(this, userId, 'user');
		const profile = await readProfile.call(this, userId, parts, onlyUuid(correlationId));
		const user = { ...profile, id: userId };
		const isSimple = this.getNodeParameter(simplifyField.name, 0, true) === true;
		return { ...known, user: isSimple ? flatUser(user) : user };
	} catch (caught) {
		return { ...known, fetchError: reasonOf.call(this, caught) };
	}
}

/** An event that is not checked could name anything, and the id becomes a part of an address. */
function requireUuid(this: IExecuteFunctions, id: string, what: string): void {
	if (isUuid(id)) return;
	const message = `The event does not contain the UUID of a ${what} (sent: ${quoted(id)})`;
	throw new NodeOperationError(this.getNode(), message);
}

/** Some of Concur's services take nothing but a UUID as a correlation id (api-facts 3). */
function onlyUuid(text: string): string | undefined {
	return isUuid(text) ? text : undefined;
}

/** @throws NodeOperationError when the user pressed Stop */
function reasonOf(this: IExecuteFunctions, caught: unknown): string {
	throwIfCancelled(this);
	const { message, description } = asNodeError.call(this, caught);
	return [message, description].filter(Boolean).join('. ');
}
