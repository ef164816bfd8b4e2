/** The icons of the app, all of Lucide (ISC): add one here to use it by name. */
import {
  Archive, ArrowDown, ArrowUp, Ban, BookOpen, Building2, Calculator, Calendar, CalendarClock, ChartColumn, Check, ChevronDown, ChevronLeft,
  ChevronRight, CircleAlert, Clock, Columns3, Copy, Download, Ellipsis, Euro, ExternalLink, Eye, FileText, FileUp, Flag, FolderOpen, Handshake,
  History, Image, Inbox, Info, KeyRound, Keyboard, Landmark, Lightbulb, Mail, MessageSquare, Paperclip, Pause, Pencil, Phone, Play, Plus, Printer,
  RotateCcw, Route, Scale, Search, Send, SlidersHorizontal, Sparkles, Sun, Table2, Trash2, TriangleAlert, Undo2, Upload, User, Users, X,
  type IconNode,
} from 'lucide';

const nodes = {
  alert: CircleAlert, archive: Archive, ban: Ban, bank: Landmark, book: BookOpen, building: Building2, calculator: Calculator, calendar: Calendar,
  chart: ChartColumn, check: Check, clip: Paperclip, clock: Clock, close: X, columns: Columns3, copy: Copy, demo: Sparkles, dispute: Scale,
  down: ChevronDown, download: Download, edit: Pencil, euro: Euro, eye: Eye, file: FileText, flag: Flag, folder: FolderOpen, history: History,
  image: Image, import: FileUp, inbox: Inbox, info: Info, key: KeyRound, keyboard: Keyboard, later: CalendarClock, left: ChevronLeft, mail: Mail,
  message: MessageSquare, more: Ellipsis, open: ExternalLink, pause: Pause, phone: Phone, play: Play, plan: Route, plus: Plus, print: Printer,
  promise: Handshake, retry: RotateCcw, right: ChevronRight, search: Search, send: Send, settings: SlidersHorizontal, sortDown: ArrowDown,
  sortUp: ArrowUp, sun: Sun, table: Table2, tip: Lightbulb, trash: Trash2, undo: Undo2, upload: Upload, user: User, users: Users,
  warning: TriangleAlert,
} satisfies Record<string, IconNode>;

/** The name of an icon. */
export type IconName = keyof typeof nodes;

const drawn = new Map<IconName, string>();

/** What is inside the drawing of an icon: written out once, so that a screen of them is only copied. */
export function drawing(name: IconName): string {
  const known = drawn.get(name);
  if (known !== undefined) return known;
  const attributes = (all: object) => Object.entries(all).map(([key, value]) => `${key}="${value}"`).join(' ');
  const written = nodes[name].map(([tag, all]) => `<${tag} ${attributes(all)}/>`).join('');
  drawn.set(name, written);
  return written;
}
