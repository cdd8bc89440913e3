import type { OauthContext } from '../oauth/context.mts';
import type { EventSettings } from './settings.mts';

/** What every part of the event side uses of a simulator. */
export type EventsContext = OauthContext & { settings: { events: EventSettings } };
