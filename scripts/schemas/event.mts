// The items of SAP Concur Event Trigger: what SAP Concur knows about the subject of an event, and the event itself.
import { anyObject, listOf, object, oneOf, text, yesOrNo, type Properties } from './jsonSchema.mts';
import { ended } from './requests.mts';
import { profile, who } from './user.mts';

const event: Properties = {
	name: text,
	type: text,
	topic: text,
	timeStamp: text,
	changed: listOf(text),
	changedLabels: listOf(text),
	userId: text,
	provisionId: text,
	success: yesOrNo,
	companyId: text,
	originator: text,
	id: text,
	correlationId: text,
	signature: oneOf('valid', 'invalid', 'missing', 'notChecked'),
	signedBy: object({ fingerprint: text, source: text }),
	facts: anyObject,
	raw: anyObject,
};

/** A provisioning request fills the first part, a change of a user `user`. */
export const eventItem = object({
	...ended,
	changed: listOf(text),
	user: { ...object({ ...who, ...profile }), nullable: true },
	fetchError: text,
	event: object(event),
});
