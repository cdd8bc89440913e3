// The events that the trigger offers. SAP: Event topics, identity, spend, travel and user provisioning pages.

export interface EventKind {
	/** Value of the node's parameter and `event.name` of the items; never renamed. */
	name: string;
	label: string;
	description: string;
	subject: 'identity' | 'spend' | 'travel' | 'provisioning';
	/** Names of the topic; SAP's pages spell one of them in two ways (open-questions 3). */
	topics: string[];
	/** What `eventType` of a delivery says; SAP's pages spell one of them in two ways (open-questions 5). */
	eventTypes: string[];
	/** OAuth scopes that show the topic; the pages name two for travel, one is enough (open-questions 4). */
	scopes: string[];
}

type Subject = Pick<EventKind, 'subject' | 'topics' | 'scopes'>;

const provisioning: Subject = {
	subject: 'provisioning',
	topics: ['public.concur.user.provisioning'],
	scopes: ['user.provision.read'],
};

const identity: Subject = {
	subject: 'identity',
	topics: ['public.concur.user.profile.identity', 'public.concur.profile.identity'],
	scopes: ['identity.user.event.read'],
};

const spend: Subject = {
	subject: 'spend',
	topics: ['public.concur.user.profile.spend'],
	scopes: ['spend.user.event.read'],
};

const travel: Subject = {
	subject: 'travel',
	topics: ['public.concur.user.travel.profile'],
	scopes: ['travel.profile.user.event.read', 'travel.user.event.read'],
};

/** In the order of the menu. */
export const eventKinds: EventKind[] = [
	{
		...provisioning,
		name: 'provisionCompleted',
		label: 'User Provisioned',
		description: 'A request of SAP Concur Provisioning has ended, with or without errors',
		eventTypes: ['provisionCompleted'],
	},
	{
		...identity,
		name: 'identityCreated',
		label: 'Identity Created',
		description: 'A person was added to SAP Concur',
		eventTypes: ['IdentityProfileCreated'],
	},
	{
		...identity,
		name: 'identityUpdated',
		label: 'Identity Changed',
		description: 'Name, email, employment or another part of the identity was changed',
		eventTypes: ['IdentityProfileUpdated'],
	},
	{
		...identity,
		name: 'identityDeleted',
		label: 'Identity Deleted',
		description: 'A person was removed from SAP Concur',
		eventTypes: ['IdentityProfileDeleted'],
	},
	{
		...spend,
		name: 'spendCreated',
		label: 'Spend Profile Created',
		description: 'A person got an expense profile',
		eventTypes: ['SpendProfileCreated'],
	},
	{
		...spend,
		name: 'spendUpdated',
		label: 'Spend Profile Changed',
		description: 'Expense settings, custom fields, roles or approvers were changed',
		eventTypes: ['SpendProfileUpdated'],
	},
	{
		...spend,
		name: 'spendDeleted',
		label: 'Spend Profile Deleted',
		description: 'The expense profile of a person was removed',
		eventTypes: ['SpendProfileDeleted'],
	},
	{
		...travel,
		name: 'travelCreated',
		label: 'Travel Profile Created',
		description: 'A person got a travel profile',
		eventTypes: ['TravelProfileCreated'],
	},
	{
		...travel,
		name: 'travelUpdated',
		label: 'Travel Profile Changed',
		description: 'Rule class, travel name, travel approver or other travel settings were changed',
		eventTypes: ['TravelProfileUpdated'],
	},
	{
		...travel,
		name: 'travelDeleted',
		label: 'Travel Profile Deleted',
		description: 'The travel profile of a person was removed',
		eventTypes: ['TravelProfileDeleted', 'DELETE'],
	},
];

/** Finds what a delivery is about by its `eventType`; its topic is not always the one subscribed to. */
export function kindOf(eventType: string): EventKind | undefined {
	return eventKinds.find(({ eventTypes }) => eventTypes.includes(eventType));
}

/**
 * Writes the `filter` of a subscription: a regular expression on `eventType`, as good for a full match as for a search.
 * @param kinds kinds of one topic, at least one
 */
export function filterFor(kinds: EventKind[]): string {
	return kinds.flatMap(({ eventTypes }) => eventTypes).join('|');
}
