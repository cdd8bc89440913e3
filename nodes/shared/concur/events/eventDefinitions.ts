// Room events: what is known of SAP Concur's events: their kinds, their subscriptions, and the keys that sign them.
// It sends nothing; what happens to a delivery is decided in the trigger.
import upperFirst from 'lodash/upperFirst';

export type Subject = 'identity' | 'spend' | 'travel' | 'provisioning';

/** An event that the trigger offers. SAP: Event topics, identity, spend, travel and user provisioning pages. */
export interface EventDefinition {
	/** Value of the node's parameter and `event.name` of the items; never renamed. */
	name: string;
	label: string;
	description: string;
	subject: Subject;
	/** Names of the topic; SAP's pages spell one of them in two ways (open-questions 3). */
	topics: string[];
	/** What `eventType` of a delivery says; SAP's pages spell one of them in two ways (open-questions 5). */
	eventTypes: string[];
	/** OAuth scopes that show the topic; the pages name two for travel, one is enough (open-questions 4). */
	scopes: string[];
}

type OfSubject = Pick<EventDefinition, 'subject' | 'topics' | 'scopes'>;

const provisioning: OfSubject = {
	subject: 'provisioning',
	topics: ['public.concur.user.provisioning'],
	scopes: ['user.provision.read'],
};

const identity: OfSubject = {
	subject: 'identity',
	topics: ['public.concur.user.profile.identity', 'public.concur.profile.identity'],
	scopes: ['identity.user.event.read'],
};

const spend: OfSubject = {
	subject: 'spend',
	topics: ['public.concur.user.profile.spend'],
	scopes: ['spend.user.event.read'],
};

const travel: OfSubject = {
	subject: 'travel',
	topics: ['public.concur.user.travel.profile'],
	scopes: ['travel.profile.user.event.read', 'travel.user.event.read'],
};

/** An event of a profile, named as in SAP's pages, e.g. SpendProfileCreated. */
function profileEvent(
	subject: OfSubject,
	verb: 'Created' | 'Updated' | 'Deleted',
	label: string,
	description: string,
): EventDefinition {
	const profile = upperFirst(subject.subject);
	const eventTypes = [`${profile}Profile${verb}`];
	return { ...subject, name: `${subject.subject}${verb}`, label, description, eventTypes };
}

/** In the order of the menu. */
export const eventDefinitions: EventDefinition[] = [
	{
		...provisioning,
		name: 'provisionCompleted',
		label: 'User Provisioned',
		description: 'A provisioning request is complete, with or without errors',
		eventTypes: ['provisionCompleted'],
	},
	profileEvent(identity, 'Created', 'Identity Created', 'A user was added to SAP Concur'),
	profileEvent(
		identity,
		'Updated',
		'Identity Changed',
		'Name, email, employment, or another part of the identity has changed',
	),
	profileEvent(identity, 'Deleted', 'Identity Deleted', 'A user was deleted from SAP Concur'),
	profileEvent(spend, 'Created', 'Expense Profile Created', 'A user got an expense profile'),
	profileEvent(
		spend,
		'Updated',
		'Expense Profile Changed',
		'Expense settings, custom fields, roles, or approvers have changed',
	),
	profileEvent(spend, 'Deleted', 'Expense Profile Deleted', 'An expense profile was deleted'),
	profileEvent(travel, 'Created', 'Travel Profile Created', 'A user got a travel profile'),
	profileEvent(
		travel,
		'Updated',
		'Travel Profile Changed',
		'Rule class, travel name, travel approver, or other travel settings have changed',
	),
	{
		...profileEvent(travel, 'Deleted', 'Travel Profile Deleted', 'A travel profile was deleted'),
		eventTypes: ['TravelProfileDeleted', 'DELETE'],
	},
];
