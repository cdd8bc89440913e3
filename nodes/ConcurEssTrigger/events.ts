// The events that the trigger offers. SAP: Event topics, identity, spend, travel and user provisioning pages.

export type Subject = 'identity' | 'spend' | 'travel' | 'provisioning';

interface EventDefinition {
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

/** In the order of the menu. */
export const eventDefinitions: EventDefinition[] = [
	{
		...provisioning,
		name: 'provisionCompleted',
		label: 'User Provisioned',
		description: 'A provisioning request is complete, with or without errors',
		eventTypes: ['provisionCompleted'],
	},
	{
		...identity,
		name: 'identityCreated',
		label: 'Identity Created',
		description: 'A user was added to SAP Concur',
		eventTypes: ['IdentityProfileCreated'],
	},
	{
		...identity,
		name: 'identityUpdated',
		label: 'Identity Changed',
		description: 'Name, email, employment or another part of the identity has changed',
		eventTypes: ['IdentityProfileUpdated'],
	},
	{
		...identity,
		name: 'identityDeleted',
		label: 'Identity Deleted',
		description: 'A user was deleted from SAP Concur',
		eventTypes: ['IdentityProfileDeleted'],
	},
	{
		...spend,
		name: 'spendCreated',
		label: 'Expense Profile Created',
		description: 'An expense profile was added to a user',
		eventTypes: ['SpendProfileCreated'],
	},
	{
		...spend,
		name: 'spendUpdated',
		label: 'Expense Profile Changed',
		description: 'Expense settings, custom fields, roles or approvers have changed',
		eventTypes: ['SpendProfileUpdated'],
	},
	{
		...spend,
		name: 'spendDeleted',
		label: 'Expense Profile Deleted',
		description: 'The expense profile of a user was deleted',
		eventTypes: ['SpendProfileDeleted'],
	},
	{
		...travel,
		name: 'travelCreated',
		label: 'Travel Profile Created',
		description: 'A travel profile was added to a user',
		eventTypes: ['TravelProfileCreated'],
	},
	{
		...travel,
		name: 'travelUpdated',
		label: 'Travel Profile Changed',
		description: 'Rule class, travel name, travel approver or other travel settings have changed',
		eventTypes: ['TravelProfileUpdated'],
	},
	{
		...travel,
		name: 'travelDeleted',
		label: 'Travel Profile Deleted',
		description: 'The travel profile of a user was deleted',
		eventTypes: ['TravelProfileDeleted', 'DELETE'],
	},
];

/** Finds what a delivery is about by its `eventType`; its topic is not always the one subscribed to. */
export function definitionOf(eventType: string): EventDefinition | undefined {
	return eventDefinitions.find(({ eventTypes }) => eventTypes.includes(eventType));
}

/**
 * Writes the `filter` of a subscription: a regular expression on `eventType`, right for a full match and for a search.
 * @param definitions of one topic, at least one
 */
export function filterFor(definitions: EventDefinition[]): string {
	return definitions.flatMap(({ eventTypes }) => eventTypes).join('|');
}
